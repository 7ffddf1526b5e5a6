from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Case, Event

from .conftest import application

pytestmark = pytest.mark.django_db

BRIEF = {"Prefer": "return=minimal"}
CORRECT = {"event": {"kind": "filed", "on": "2024-03-06"}, "reason": "立案日期录入错误"}


def test_a_new_case_is_told_by_its_key_alone(clerk: APIClient) -> None:
    answer = clerk.post("/api/v1/cases/", application(), headers=BRIEF)
    case = Case.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"id": case.pk, "number": case.number, "version": 1}
    assert answer["Location"].endswith(f"/api/v1/cases/{case.pk}")
    assert (answer["ETag"], answer["Preference-Applied"]) == ('"1"', "return=minimal")


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("", {"events": [{"kind": "copy_sent", "on": "2024-03-06"}]}),
        ("2/correction", CORRECT),
        ("2/retraction", {"reason": "重复登记"}),
    ],
)
def test_a_write_on_a_case_is_told_by_its_new_version(
    supervisor: APIClient, opened: dict[str, Any], address: str, body: dict[str, Any]
) -> None:
    path = f"/api/v1/cases/{opened['id']}/events/{address}"
    answer = supervisor.post(path, body, headers={**BRIEF, "If-Match": '"1"'})
    assert answer.status_code == 201, answer.content
    assert answer.json() == {"id": opened["id"], "number": opened["number"], "version": 2}
    assert (answer["ETag"], answer["Preference-Applied"]) == ('"2"', "return=minimal")
    assert Event.objects.filter(case=opened["id"]).count() == 3


@pytest.mark.parametrize(
    ("wanted", "brief"),
    [
        ("return=minimal", True),
        ('respond-async, RETURN="minimal"', True),
        ("return = minimal; foo=1, wait=5", True),
        ("return=representation", False),
        ("return=minimalist", False),
        ("", False),
    ],
)
def test_other_preferences_are_no_mistake(clerk: APIClient, wanted: str, brief: bool) -> None:
    answer = clerk.post("/api/v1/cases/", application(), headers={"Prefer": wanted})
    assert answer.status_code == 201
    assert ("parties" not in answer.json(), answer.has_header("Preference-Applied")) == (brief, brief)


def test_a_repeated_call_is_told_as_the_first_was(clerk: APIClient) -> None:
    once, again = (
        clerk.post("/api/v1/cases/", application(), headers={"Idempotency-Key": "k1", **preferring})
        for preferring in (BRIEF, {})
    )
    assert once.json() == again.json()
    assert again["Preference-Applied"] == "return=minimal"


def test_a_refusal_says_all_the_same(clerk: APIClient) -> None:
    answer = clerk.post("/api/v1/cases/", application(events=[]), headers=BRIEF)
    assert (answer.status_code, bool(answer.json()["errors"])) == (400, True)
