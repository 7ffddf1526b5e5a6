"""What a client may send, whatever it is: never a 500, and nothing outside the allow-lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from rest_framework.test import APIClient

from cases.api.applications import NewAct, NewCase, NewParty
from cases.api.base import Rows
from cases.api.paging import PARAMETERS
from cases.api.rows import Row
from cases.api.urls import urlpatterns
from cases.models import Case, Party

from .conftest import application

pytestmark = pytest.mark.django_db
LOOKUPS = ("", "__regex")
SECRET = ("password", "id_number", "id_index", "phone", "address", "hash", "details", "digest")


def lists() -> Iterator[tuple[str, type[Rows]]]:
    for pattern in urlpatterns:
        view = getattr(pattern.callback, "cls", None)
        if view and issubclass(view, Rows) and pattern.callback.actions.get("get") == "list":
            yield str(pattern.name), view


def names(model: Any) -> Iterator[str]:
    """Every field of a model, and of the models beside it what nobody should guess at."""
    for field in model._meta.get_fields():
        yield field.name
        if field.is_relation and field.related_model:
            beside = (inner.name for inner in field.related_model._meta.get_fields())
            yield from (f"{field.name}__{inner}" for inner in beside if inner in SECRET)


def addresses(name: str, case: dict[str, Any]) -> str:
    listed = {"case-events": "events", "case-parties": "parties", "case-acts": "acts", "case-documents": "documents"}
    return f"/api/v1/cases/{case['id']}/{listed[name]}/" if name in listed else f"/api/v1/{name}/"


@pytest.mark.parametrize(("name", "view"), list(lists()), ids=[name for name, _view in lists()])
def test_no_field_outside_the_allow_list_filters_or_orders(
    supervisor: APIClient, opened: dict[str, Any], name: str, view: type[Rows]
) -> None:
    model = apps.get_model("cases", _model(view))
    address = addresses(name, opened)
    filters = set(view.filterset_class.base_filters) if getattr(view, "filterset_class", None) else set()
    for path in names(model):
        for lookup in LOOKUPS:
            if f"{path}{lookup}" not in filters | PARAMETERS and f"{path}{lookup}" not in view.query.get("list", ()):
                answer = supervisor.get(address, {f"{path}{lookup}": "1"})
                assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter"), f"{path}{lookup}"
        for sign in ("", "-"):
            if f"{sign}{path}" not in view.orderings:
                assert supervisor.get(address, {"ordering": f"{sign}{path}"}).status_code == 400, path


@pytest.mark.parametrize(("name", "view"), list(lists()), ids=[name for name, _view in lists()])
def test_no_column_outside_the_row_is_shown(
    supervisor: APIClient, opened: dict[str, Any], name: str, view: type[Rows]
) -> None:
    row = view.serializer_class
    for path in names(apps.get_model("cases", _model(view))):
        if path not in row.names():
            assert supervisor.get(addresses(name, opened), {"fields": path}).status_code == 400, path


def _model(view: type[Rows]) -> str:
    names = {
        "FeedViewSet": "Event",
        "CaseViewSet": "Case",
        "TokenViewSet": "Token",
        "PublishedViewSet": "PublishedReport",
    }
    names |= {"EventViewSet": "Event", "DocumentViewSet": "Attachment"}
    return names.get(view.__name__, view.__name__.removesuffix("ViewSet"))


def test_no_field_outside_the_allow_list_is_written(clerk: APIClient, opened: dict[str, Any]) -> None:
    for place, form, fields in (
        (lambda name: application(**{name: 1}), NewCase, names(Case)),
        (lambda name: application(parties=[{"role": "applicant", "name": "某", name: 1}]), NewParty, names(Party)),
        (lambda name: application(act={name: 1}), NewAct, names(apps.get_model("cases.Act"))),
    ):
        for name in fields:
            if name not in form().fields:
                answer = clerk.post("/api/v1/cases/", place(name))
                assert (answer.status_code, answer.json()["code"]) == (400, "unknown_field"), name
    for name in names(Case):
        if name != "external_ref":
            answer = clerk.patch(f"/api/v1/cases/{opened['id']}", {name: 1}, headers={"If-Match": '"1"'})
            assert answer.status_code == 400, name
    assert Case.objects.get().version == 1


def test_rows_show_nothing_but_their_fields(supervisor: APIClient, opened: dict[str, Any]) -> None:
    for name, view in lists():
        for row in supervisor.get(addresses(name, opened)).json()["results"]:
            assert issubclass(view.serializer_class, Row)
            assert list(row) == view.serializer_class.names()


DEEP = "[" * 100_000
HOSTILE = {
    "empty": b"",
    "no json": b"{",
    "deep": DEEP.encode(),
    "deep and whole": b"[" * 900 + b"]" * 900,
    "nested object": b'{"a":' * 40 + b"1" + b"}" * 40,
    "not utf-8": b'{"request": "\xff\xfe"}',
    "nul": b'{"request": "a\\u0000b"}',
    "nul in a name": b'{"a\\u0000b": 1}',
    "lone surrogate": b'{"request": "\\ud800"}',
    "huge number": b'{"applicants_count": ' + b"9" * 5000 + b"}",
    "big number": b'{"applicants_count": 99999999999999999999}',
    "infinity": b'{"applicants_count": 1e999}',
    "nan": b'{"applicants_count": NaN}',
    "twice": b'{"request": "a", "request": "b"}',
    "a list": b"[]",
    "null": b"null",
    "a text": b'"x"',
    "byte order mark": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "address",
    ["cases/", "litigation/", "assessments/", "tokens/", "cases/{id}/events/", "cases/{id}/events/2/correction"],
)
def test_a_hostile_body_is_refused(clerk: APIClient, opened: dict[str, Any], name: str, address: str) -> None:
    url, headers = f"/api/v1/{address.format(id=opened['id'])}", {"If-Match": '"1"'}
    answer = clerk.generic("POST", url, HOSTILE[name], content_type="application/json", headers=headers)
    assert answer.status_code == 400, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", b"{}", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("application/x-www-form-urlencoded", b"a=1", 415),
        ("application/json; charset=hex", b"{}", 400),
        ("application/json; charset=nonsense", b"{}", 400),
        ("application/json", b'{"request": "' + b"a" * 3_000_000 + b'"}', 413),
    ],
    ids=["text", "multipart", "form", "codec", "no codec", "too large"],
)
def test_a_wrong_type_or_size_is_refused(clerk: APIClient, content_type: str, body: bytes, status: int) -> None:
    answer = clerk.generic("POST", "/api/v1/cases/", body, content_type=content_type)
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "name",
    [
        "0",
        "-1",
        "9" * 30,
        "1.5",
        "%00",
        "%ff",
        "%ed%a0%80",
        "false",
        "null",
        "..",
        "１",
        "a%2Fb",
        "1%0d%0a",
        "%E2%80%AE",
    ],
)
@pytest.mark.parametrize(
    "below", ["", "/events", "/deadlines", "/parties", "/parties/1", "/events/1", "/acts", "/documents"]
)
def test_an_address_that_names_nothing_is_not_found(clerk: APIClient, world: Any, name: str, below: str) -> None:
    assert clerk.get(f"/api/v1/cases/{name}{below}").status_code == 404


@pytest.mark.parametrize("name", ["0", "9" * 30, "%00", "x", "１"])
@pytest.mark.parametrize(
    "where",
    ["agencies", "litigation", "codes", "cases/{id}/events", "cases/{id}/parties", "reports", "published-reports"],
)
def test_so_is_one_below(supervisor: APIClient, opened: dict[str, Any], where: str, name: str) -> None:
    assert supervisor.get(f"/api/v1/{where.format(id=opened['id'])}/{name}").status_code == 404


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Accept", "nonsense", 406),
        ("Accept", "image/png", 406),
        ("Accept", "\xff", 406),
        ("Authorization", "Token \xe9\xff", 401),
        ("Authorization", "Token", 401),
        ("Authorization", "Token a b", 401),
        ("Authorization", f"Token {'9' * 5000}", 401),
        ("Authorization", "Basic Y2xlcms6Y29ycmVjdC1ob3JzZS05", 401),
        ("Accept-Language", "x" * 600, 200),
        ("X-Request-ID", "a\tb", 200),
    ],
)
def test_a_hostile_header_does_no_harm(clerk: APIClient, header: str, value: str, status: int) -> None:
    if header == "Authorization":
        clerk.credentials()
    answer = clerk.get("/api/v1/cases/", headers={header: value})
    assert answer.status_code == status, answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80",
        "q=%F0%9F",
        "q=a%0Db",
        "state=",
        "fields=",
        "format=json",
        "due_before=9999-99-99",
        "idle_since=0000-01-01",
    ],
)
def test_a_hostile_query_is_refused(clerk: APIClient, query: str) -> None:
    assert clerk.get(f"/api/v1/cases/?{query}").status_code in (200, 400)
    assert clerk.get(f"/api/v1/events/?after={'9' * 40}").status_code == 400


def test_errors_speak_the_readers_language(clerk: APIClient) -> None:
    chinese = clerk.get("/api/v1/cases/0").json()
    english = clerk.get("/api/v1/cases/0", headers={"Accept-Language": "en"}).json()
    assert chinese["title"] == "没有找到"
    assert english["code"] == chinese["code"] == "not_found"


def test_each_call_reads_its_sentences_in_its_own_language(clerk: APIClient) -> None:
    """The forms are kept between calls, and the framework would keep the first sentence with them."""
    wrong = application(request="长" * 20_001)
    told = [
        clerk.post("/api/v1/cases/", wrong, headers={"Accept-Language": language}).json()["errors"][0]["message"]
        for language in ("zh-hans", "en", "zh-hans")
    ]
    assert told[0] == told[2] != told[1]
    assert told[1].isascii()


def test_a_problem_carries_the_number_of_the_log(clerk: APIClient) -> None:
    answer = clerk.get("/api/v1/cases/0")
    assert answer.json()["request_id"] == answer["X-Request-ID"]


def test_texts_come_back_byte_for_byte(clerk: APIClient) -> None:
    text = "𠮷㛃·•・①（）<script>&amp;'\"\n第二行"
    case = clerk.post("/api/v1/cases/", application(request=text)).json()
    assert json.loads(clerk.get(f"/api/v1/cases/{case['id']}").content)["request"] == text


def test_a_database_that_is_away_says_when_to_try_again(clerk: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    from cases import calendars

    def gone() -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(calendars, "current", gone)
    answer = clerk.get("/api/v1/calendar/")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert int(answer["Retry-After"]) > 0
