"""Headers that every answer carries, whichever door it came through."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from cases.web import logs


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def cached(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", headers={"Cache-Control": "public, max-age=3600"})


urlpatterns = [path("plain", plain), path("cached", cached)]


@pytest.fixture
def visitor(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client()


def test_dynamic_answers_are_stored_nowhere(visitor: Client) -> None:
    assert visitor.get("/plain")["Cache-Control"] == "no-store"
    assert visitor.get("/cached")["Cache-Control"] == "no-store"


@pytest.mark.django_db  # closing a file response closes the connection too
def test_static_files_are_served_without_collecting_and_may_be_stored(visitor: Client) -> None:
    response = visitor.get("/static/cases/app.css")
    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"]
    response.close()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/plain", "/static/cases/app.css", "/missing"])
def test_security_headers(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    response.close()


def test_a_request_has_an_id_of_its_own(visitor: Client) -> None:
    first, second = (visitor.get("/plain")["X-Request-ID"] for _ in range(2))
    assert first != second
    assert len(first) == 32


@pytest.mark.parametrize(
    ("given", "kept"), [("0f3a-77c1-proxy", True), ("short", False), ("x" * 65, False), ("a b c d e f g", False)]
)
def test_proxy_may_give_a_decent_id(visitor: Client, given: str, kept: bool) -> None:
    assert (visitor.get("/plain", headers={"X-Request-ID": given})["X-Request-ID"] == given) is kept


def test_access_is_logged_without_the_query(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="cases.requests"):
        visitor.get("/plain", {"q": "张三"})
    (record,) = caplog.records
    found = json.loads(logs.JsonLines().format(record))
    assert (found["method"], found["path"], found["status"]) == ("GET", "/plain", 200)
    assert "张三" not in str(vars(record))


def test_refusal_that_django_logs_last_carries_the_id(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = visitor.get("/missing")
    (record,) = (record for record in caplog.records if record.name == "django.request")
    assert json.loads(logs.JsonLines().format(record))["request_id"] == response["X-Request-ID"]
