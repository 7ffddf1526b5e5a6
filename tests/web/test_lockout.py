"""Five wrong passwords lock the account for a quarter of an hour, whatever the spelling of its name."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, get_user_model
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from cases.web import lockout

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def sign_in(request: HttpRequest) -> HttpResponse:
    user = authenticate(request, username=request.POST["username"], password=request.POST["password"])
    return HttpResponse(status=200 if user else 401)


urlpatterns = [path("sign-in", sign_in), path("api/sign-in", sign_in)]


@pytest.fixture
def visitor(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    get_user_model().objects.create_superuser("zhang", password=PASSWORD)
    return Client()


def attempt(visitor: Client, *, username: str = "zhang", password: str = "wrong", door: str = "/sign-in") -> Any:
    return visitor.post(door, {"username": username, "password": password})


def test_right_password_signs_in_and_clears_the_count(visitor: Client) -> None:
    assert [attempt(visitor).status_code for _ in range(4)] == [401] * 4
    assert attempt(visitor, password=PASSWORD).status_code == 200


def test_fifth_failure_locks_even_for_the_right_password(visitor: Client) -> None:
    assert [attempt(visitor).status_code for _ in range(5)] == [401, 401, 401, 401, 429]
    response = attempt(visitor, password=PASSWORD)
    assert response.status_code == 429
    assert "尝试次数过多" in response.content.decode()
    assert response["Retry-After"] == "900"


def test_spellings_of_one_name_share_five_guesses(visitor: Client) -> None:
    for name in ("zhang", "Zhang", "ZHANG", " zhang", "zhanG"):
        last = attempt(visitor, username=name)
    assert last.status_code == 429
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["zhang"]


def test_one_door_locks_the_other(visitor: Client) -> None:
    for _ in range(5):
        attempt(visitor, door="/api/sign-in")
    assert attempt(visitor, password=PASSWORD).status_code == 429


def test_interface_answers_a_problem(visitor: Client) -> None:
    for _ in range(5):
        response = attempt(visitor, door="/api/sign-in")
    assert (response["Content-Type"], response.json()["status"]) == ("application/problem+json", 429)
    assert response.json()["code"] == "locked_out"


def test_a_colleague_at_the_same_address_is_not_locked_out(visitor: Client) -> None:
    for _ in range(5):
        attempt(visitor)
    get_user_model().objects.create_superuser("li", password=PASSWORD)
    assert attempt(visitor, username="li", password=PASSWORD).status_code == 200


def test_name_is_folded_from_credentials_or_form() -> None:
    request = RequestFactory().post("/sign-in", {"username": " ZHANG "})
    assert lockout.username(request, {"username": "Li"}) == "li"
    assert lockout.username(request) == "zhang"
    assert lockout.username(None) == ""
