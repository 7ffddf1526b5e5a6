from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases import record
from cases.models import Case, User
from cases.rules.facts import Fact
from cases.rules.terms import Kind, Stage

GIVEN = {"on": "2026-11-09", "resumed_on": "2026-11-16", "ground": "8"}


def post(client: Client, case: Case, **changes: Any) -> Any:
    return client.post(f"/cases/{case.pk}/pause/", {"version": case.version, **GIVEN, **changes})


def test_both_are_recorded_in_one_call_and_the_decision_moves(at_desk: Client, case: Case, clerk: User) -> None:
    before = case.decision_due_on
    assert post(at_desk, case).status_code == 302
    case.refresh_from_db()
    events = case.events.filter(kind__in=["suspended", "resumed"]).order_by("seq")
    assert [(event.kind, event.occurred_on, event.recorded_by) for event in events] == [
        ("suspended", date(2026, 11, 9), clerk),
        ("resumed", date(2026, 11, 16), clerk),
    ]
    assert len({event.call for event in events}) == 1
    assert (case.stage, case.suspended_on, case.stopped_days > 0) == (Stage.UNDER_REVIEW, None, True)
    assert before is not None and case.decision_due_on is not None and case.decision_due_on > before


def test_concluded_case_takes_a_forgotten_one(at_desk: Client, case: Case, clerk: User) -> None:
    concluded = Fact(Kind.CONCLUDED, date(2026, 11, 20), {"outcome": "upheld"})
    case = record.record(case, [concluded], by=clerk, version=case.version)
    assert f"/cases/{case.pk}/pause/" in at_desk.get(f"/cases/{case.pk}/").text
    assert post(at_desk, case).status_code == 302
    case.refresh_from_db()
    assert case.stopped_days > 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"resumed_on": ""}, "请填写日期"),
        ({"resumed_on": "2026-11-24"}, "尚未恢复审理的，请只记录中止"),
        ({"resumed_on": "2026-11-08"}, "恢复日期不能早于中止日期"),
        ({"on": "2026-10-03", "note": "当时漏记"}, "当时漏记"),
        ({"ground": ""}, "请选择此项"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    at_desk: Client, case: Case, changes: dict[str, str], sentence: str
) -> None:
    response = post(at_desk, case, **changes)
    assert response.status_code == 422
    assert sentence in response.text
    assert case.events.count() == 2


def test_stale_version_is_told(at_desk: Client, case: Case, colleague: User) -> None:
    record.record(case, [Fact(Kind.COPY_SENT, date(2026, 11, 10))], by=colleague, version=case.version)
    response = post(at_desk, case, note="当时漏记")
    assert response.status_code == 409
    assert "当时漏记" in response.text
    assert f"/cases/{case.pk}/pause/preview/" in response.text


def test_preview_folds_both_and_writes_nothing(at_desk: Client, case: Case) -> None:
    response = at_desk.post(f"/cases/{case.pk}/pause/preview/", {"version": case.version, **GIVEN})
    assert "作出复议决定" in response.text
    assert case.events.count() == 2


def test_offered_beside_the_suspension_and_not_to_strangers(at_desk: Client, elsewhere: Client, case: Case) -> None:
    assert "补记中止和恢复" in at_desk.get(f"/cases/{case.pk}/").text
    assert at_desk.get(f"/cases/{case.pk}/pause/").status_code == 200
    assert elsewhere.get(f"/cases/{case.pk}/pause/").status_code == 404
