"""What goes wrong outside any view is answered in Chinese, with the right status, and never with a stack."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError, ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from cases.web import failures
from wangdu import urls


def failing(error: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def away(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = code
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
ERRORS = {
    "bad": SuspiciousOperation("evil"),
    "forbidden": PermissionDenied("secret reason"),
    "broken": RuntimeError("张三 110105199003070029"),
    "locked": away(sqlite3.SQLITE_BUSY),
    "misspelt": away(sqlite3.SQLITE_ERROR),
    "gone": InterfaceError("the connection is closed"),
}
urlpatterns = [path(f"{prefix}{name}", failing(error)) for name, error in ERRORS.items() for prefix in ("", "api/")]


@pytest.fixture
def visitor(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


TOLD = [
    ("bad", 400, "bad_request"),
    ("forbidden", 403, "permission_denied"),
    ("missing", 404, "not_found"),
    ("broken", 500, "server_error"),
    ("misspelt", 500, "server_error"),
    ("locked", 503, "unavailable"),
    ("gone", 503, "unavailable"),
]


@pytest.mark.parametrize(("name", "status", "_code"), TOLD)
def test_page_has_the_status_a_chinese_sentence_and_nothing_from_elsewhere(
    visitor: Client, name: str, status: int, _code: str
) -> None:
    response = visitor.get(f"/{name}")
    page = response.content.decode()
    assert response.status_code == status
    assert f">{status}<" in page
    assert "请" in page
    assert 'lang="zh-hans"' in page
    assert "http://" not in page.replace("http://www.w3.org/", "")
    assert "https://" not in page
    assert not {"Traceback", "张三", "secret reason", "evil"} & set(page.split())


@pytest.mark.parametrize(("name", "status", "code"), TOLD)
def test_interface_answers_problem_details(visitor: Client, name: str, status: int, code: str) -> None:
    response = visitor.get(f"/api/{name}", headers={"X-Request-ID": "4711-abcdef"})
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert set(problem) == {"type", "title", "status", "detail", "code", "article", "errors", "request_id"}
    assert (problem["status"], problem["code"], problem["request_id"]) == (status, code, "4711-abcdef")
    assert problem["type"] == f"urn:wangdu:problem:{code}"


@pytest.mark.parametrize("name", ["locked", "gone", "api/locked"])
def test_database_away_may_be_tried_again(visitor: Client, name: str) -> None:
    assert int(visitor.get(f"/{name}")["Retry-After"]) > 0


def test_database_away_outside_a_view_is_503_too(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session or language look-up in a middleware never reaches `process_exception`."""
    from django.middleware.common import CommonMiddleware

    def process_request(middleware: CommonMiddleware, request: HttpRequest) -> None:
        raise away(sqlite3.SQLITE_IOERR)

    monkeypatch.setattr(CommonMiddleware, "process_request", process_request)
    assert visitor.get("/missing").status_code == 503


def test_english_reader_gets_the_page_in_english_frame(visitor: Client) -> None:
    assert 'lang="en"' in visitor.get("/missing", headers={"Accept-Language": "en"}).content.decode()


def test_unknown_host_is_refused(visitor: Client) -> None:
    assert visitor.get("/missing", headers={"Host": "evil.example"}).status_code == 400


def test_form_without_token_is_told_to_reload(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    response = Client(enforce_csrf_checks=True).post("/broken")
    assert response.status_code == 403
    assert "页面已失效" in response.content.decode()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_IOERR_WRITE, True),
        (sqlite3.SQLITE_CANTOPEN, True),
        (sqlite3.SQLITE_ERROR, False),
        (sqlite3.SQLITE_CORRUPT, False),
    ],
)
def test_only_what_passes_counts_as_away(code: int, expected: bool) -> None:
    assert failures.is_away(away(code)) is expected


def test_programming_error_is_no_absence() -> None:
    assert failures.is_away(ProgrammingError("relation does not exist")) is False


@pytest.mark.postgres
@pytest.mark.django_db
def test_cancelled_statement_counts_as_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 10")
        with pytest.raises(OperationalError) as caught, transaction.atomic():
            cursor.execute("SELECT pg_sleep(1)")
    assert failures.is_away(caught.value)
