from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Token

from .conftest import application, client_of

pytestmark = pytest.mark.django_db
LOGIN = {"username": "clerk", "password": "correct-horse-9", "name": "市平台同步"}


def test_name_and_password_give_a_token_that_is_stored_hashed(world: Any) -> None:
    answer = APIClient().post("/api/v1/tokens/", {**LOGIN, "scope": ["write", "read"], "days": 7})
    made = answer.json()
    assert (answer.status_code, made["scope"], made["name"]) == (201, "read write", "市平台同步")
    assert made["token"] not in str(Token.objects.values_list())
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {made['token']}")
    assert client.get("/api/v1/me/").json()["scopes"] == ["read", "write"]
    assert "token" not in client.get("/api/v1/tokens/").json()["results"][0]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"password": "wrong"}, 401, "bad_credentials"),
        ({"username": "nobody"}, 401, "bad_credentials"),
        ({"scope": ["everything"]}, 400, "invalid_choice"),
        ({"scope": []}, 400, "empty"),
        ({"days": 1000}, 400, "max_value"),
        ({"name": ""}, 400, "blank"),
        ({"user": 1}, 400, "unknown_field"),
    ],
)
def test_what_gives_no_token(world: Any, changes: dict[str, Any], status: int, code: str) -> None:
    answer = APIClient().post("/api/v1/tokens/", {**LOGIN, **changes})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Token.objects.exists()


def test_five_wrong_passwords_lock_the_name(world: Any) -> None:
    for _ in range(5):
        APIClient().post("/api/v1/tokens/", {**LOGIN, "password": "wrong"})
    answer = APIClient().post("/api/v1/tokens/", LOGIN)
    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("scope", "reads", "writes", "reports"),
    [("read", 200, 403, 403), ("write", 403, 201, 403), ("report", 403, 403, 200)],
)
def test_a_token_does_what_it_was_made_for(world: Any, scope: str, reads: int, writes: int, reports: int) -> None:
    client = client_of(world.supervisor, scope)
    assert client.get("/api/v1/cases/").status_code == reads
    assert client.post("/api/v1/cases/", application()).status_code == writes
    assert client.get("/api/v1/reports/annual", {"start": "2024-01-01", "end": "2024-12-31"}).status_code == reports


def test_a_token_ends(world: Any) -> None:
    client = client_of(world.clerk)
    assert client.get("/api/v1/me/").status_code == 200
    Token.objects.update(expiry="2020-01-01T00:00:00Z")
    answer = client.get("/api/v1/me/")
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")
    assert answer["WWW-Authenticate"] == "Token"


def test_a_token_ends_with_its_account(world: Any) -> None:
    client = client_of(world.clerk)
    world.clerk.is_active = False
    world.clerk.save()
    assert client.get("/api/v1/me/").status_code == 401


def test_a_token_is_revoked_by_its_owner_only(world: Any) -> None:
    mine, others = client_of(world.clerk), client_of(world.supervisor)
    pk = mine.get("/api/v1/tokens/").json()["results"][0]["id"]
    assert others.delete(f"/api/v1/tokens/{pk}").status_code == 404
    assert mine.delete(f"/api/v1/tokens/{pk}").status_code == 204
    assert mine.get("/api/v1/me/").status_code == 401


def test_a_session_serves_too_and_is_guarded_against_forgery(world: Any) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(world.clerk)
    assert browser.get("/api/v1/me/").json()["scopes"] is None
    answer = browser.post("/api/v1/cases/", application())
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")


def test_who_calls_too_often_is_told_when_to_come_again(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from cases.api.throttles import ByUser

    monkeypatch.setattr(ByUser, "rate", "2/min", raising=False)
    client = client_of(world.clerk)
    found = [client.get("/api/v1/me/") for _ in range(3)]
    assert [answer.status_code for answer in found] == [200, 200, 429]
    assert 0 < int(found[2]["Retry-After"]) <= 61


def test_old_tokens_are_swept_when_a_new_one_is_made(world: Any) -> None:
    Token.objects.create(world.clerk, timedelta(days=-1), name="旧")
    APIClient().post("/api/v1/tokens/", LOGIN)
    assert [token.name for token in Token.objects.all()] == ["市平台同步"]
