"""Lawsuits from outside: what the form checks, the API checks."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Litigation

LIST = "/api/v1/litigation/"
GIVEN = {
    "number": "（2024）冀0631行初9号",
    "court": "望都县人民法院",
    "received_on": "2024-05-10",
    "plaintiff": "张某（示例）",
}


@pytest.fixture
def added(clerk: APIClient) -> dict[str, Any]:
    answer = clerk.post(LIST, GIVEN)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_lawsuit_is_registered_with_its_case(clerk: APIClient, opened: dict[str, Any]) -> None:
    answer = clerk.post(LIST, {**GIVEN, "case_number": opened["number"], "head_appeared": False})
    row = answer.json()
    assert (row["case"], row["after_reconsideration"], row["head_appeared"]) == (opened["id"], True, False)
    assert (row["organ"], row["instance"]) == ("130631", "first")
    assert answer["Location"].endswith(f"/api/v1/litigation/{row['id']}")
    assert clerk.get(answer["Location"]).json() == row


def test_only_what_is_written_changes(clerk: APIClient, added: dict[str, Any]) -> None:
    change = {"ended_on": "2024-06-20", "result": "驳回", "head_appeared": True}
    answer = clerk.patch(f"{LIST}{added['id']}/", change)
    assert answer.json() == {**added, **change}
    assert clerk.patch(f"{LIST}{added['id']}/", {}).json() == {**added, **change}
    assert clerk.patch(f"{LIST}{added['id']}/", {"head_appeared": None}).json()["head_appeared"] is None


@pytest.mark.parametrize(
    "change", [{"court": None}, {"instance": "fourth"}, {"received_on": "soon"}, {"organ": "130632"}]
)
def test_what_is_unreadable_is_named(clerk: APIClient, added: dict[str, Any], change: dict[str, Any]) -> None:
    for answer in (clerk.post(LIST, {**GIVEN, **change}), clerk.patch(f"{LIST}{added['id']}/", change)):
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, next(iter(change)))


@pytest.mark.parametrize(
    "change",
    [
        {"received_on": "9999-12-31"},
        {"ended_on": "2024-05-01"},
        {"heard_on": "2024-05-01"},
        {"case_number": "无此案号"},
    ],
)
def test_what_the_form_refuses_is_refused(clerk: APIClient, added: dict[str, Any], change: dict[str, Any]) -> None:
    other = {**GIVEN, "number": "", **change}
    for answer in (clerk.post(LIST, other), clerk.patch(f"{LIST}{added['id']}/", change)):
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, next(iter(change)))
    assert Litigation.objects.count() == 1


def test_a_number_stands_once(clerk: APIClient, outsider: APIClient, added: dict[str, Any]) -> None:
    answer = clerk.post(LIST, GIVEN)
    assert (answer.status_code, answer.json()["code"]) == (422, "litigation_refused")
    assert answer.json()["errors"][0]["field"] == "number"
    assert outsider.post(LIST, GIVEN).status_code == 201


def test_a_case_of_another_organ_is_not_found(outsider: APIClient, opened: dict[str, Any]) -> None:
    assert outsider.post(LIST, {**GIVEN, "case_number": opened["number"]}).status_code == 422


def test_a_repeated_call_registers_once(clerk: APIClient, world: Any) -> None:
    first, second = (clerk.post(LIST, GIVEN, headers={"Idempotency-Key": "7c1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second["Location"] == first["Location"]
    assert Litigation.objects.count() == 1
