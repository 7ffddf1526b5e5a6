"""Which door an address leads to."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/api/nothing", "/api/v1/nothing", "/api/v2/cases", "/healthz/", "/static/none.js"]
)
def test_unknown_address_for_programs_is_404_and_not_the_login(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_unknown_address_under_the_interface_is_a_problem(client: Client) -> None:
    assert client.get("/api/v1/nothing")["Content-Type"] == "application/problem+json"


def test_stranger_is_sent_to_the_login_whether_or_not_the_page_exists(client: Client) -> None:
    for address in ("/", "/nothing-here/"):
        response = client.get(address)
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/login/")
