from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Case, Event

from .conftest import application

pytestmark = pytest.mark.django_db
Append = Callable[..., Any]


def test_a_case_goes_from_receipt_to_service(clerk: APIClient, opened: dict[str, Any], append: Append) -> None:
    respondent = opened["parties"][1]["id"]
    steps = append(
        opened,
        {"kind": "copy_sent", "on": "2024-03-06", "party": respondent, "delivered_on": "2024-03-07"},
        {"kind": "answered", "on": "2024-03-15"},
        {"kind": "concluded", "on": "2024-04-10", "outcome": "revoked"},
        {"kind": "served", "on": "2024-04-12"},
    )
    assert steps.status_code == 201
    assert steps["ETag"] == '"2"'
    case = steps.json()["case"]
    assert (case["state"], case["stage"], case["outcome"]) == ("concluded", "served", "revoked")
    assert [event["seq"] for event in steps.json()["events"]] == [3, 4, 5, 6]
    assert steps.json()["events"][0]["details"] == {
        "party": respondent,
        "delivered_on": "2024-03-07",
        "role": "respondent",
    }
    listed = clerk.get(f"/api/v1/cases/{opened['number']}/events").json()["results"]
    assert [event["kind"] for event in listed] == ["received", "filed", "copy_sent", "answered", "concluded", "served"]
    assert clerk.get(f"/api/v1/cases/{opened['id']}/events/5").json()["details"] == {"outcome": "revoked"}


@pytest.mark.parametrize(
    ("events", "status", "code"),
    [
        ([{"kind": "resumed", "on": "2024-03-20"}], 422, "not_suspended"),
        ([{"kind": "answered", "on": "2999-03-20"}], 422, "future_date"),
        ([{"kind": "extended", "on": "2024-03-20"}], 400, "missing_detail"),
        ([{"kind": "extended", "on": "2024-03-20", "days": "30"}], 400, "bad_detail"),
        ([{"kind": "concluded", "on": "2024-04-10", "outcome": "eaten"}], 400, "bad_detail"),
        ([{"kind": "copy_sent", "on": "2024-03-20", "party": "无此人"}], 400, "unknown_party"),
        ([{"kind": "filed"}], 400, "missing_detail"),
        ([{"kind": "filed", "on": "2024-03-06", "hash": "0"}], 400, "unknown_detail"),
        (["filed"], 400, "not_an_event"),
        ([], 400, "min_length"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    append: Append, opened: dict[str, Any], events: list[Any], status: int, code: str
) -> None:
    answer = append(opened, *events)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content.decode()
    assert Event.objects.count() == 2
    assert Case.objects.get().version == 1


def test_an_impossible_event_names_its_article_and_place(append: Append, opened: dict[str, Any]) -> None:
    answer = append(opened, {"kind": "copy_sent", "on": "2024-03-06"}, {"kind": "resumed", "on": "2024-03-07"}).json()
    assert (answer["article"], answer["event"]) == ("第三十九条", 1)
    assert answer["detail"] == answer["message"] == "本案没有中止，不能恢复审理"
    assert not Event.objects.filter(kind="copy_sent").exists()


def test_several_events_may_be_legal_only_together(append: Append, opened: dict[str, Any]) -> None:
    suspended = {"kind": "suspended", "on": "2024-03-20", "ground": "8"}
    answer = append(opened, suspended, {"kind": "resumed", "on": "2024-03-29"})
    assert answer.status_code == 201
    assert answer.json()["case"]["stopped_days"] == 9


def test_an_extension_in_summary_procedure_is_refused(clerk: APIClient, append: Append) -> None:
    events = [{"kind": "received", "on": "2024-03-01"}, {"kind": "filed", "on": "2024-03-05", "procedure": "summary"}]
    case = clerk.post("/api/v1/cases/", application(events=events)).json()
    answer = append(case, {"kind": "extended", "on": "2024-03-20", "days": 10})
    assert (answer.status_code, bool(answer.json()["article"])) == (422, True)


def test_a_correction_keeps_both_events(clerk: APIClient, opened: dict[str, Any]) -> None:
    address, tag = f"/api/v1/cases/{opened['id']}/events/2/correction", {"If-Match": '"1"'}
    event = {"kind": "filed", "on": "2024-03-06"}
    assert clerk.post(address, {"event": event}, headers=tag).status_code == 400
    answer = clerk.post(address, {"event": event, "reason": "立案日期录入错误"}, headers=tag)
    assert answer.status_code == 201
    assert answer.json()["case"]["filed_on"] == "2024-03-06"
    assert answer.json()["events"][0]["corrects"] == 2
    again = clerk.post(address, {"event": event, "reason": "立案日期录入错误"}, headers={"If-Match": '"2"'})
    assert (again.status_code, again.json()["code"]) == (422, "already_corrected")


def test_a_retraction_is_the_supervisors(clerk: APIClient, supervisor: APIClient, opened: dict[str, Any]) -> None:
    address, body = f"/api/v1/cases/{opened['id']}/events/2/retraction", {"reason": "重复登记"}
    assert clerk.post(address, body, headers={"If-Match": '"1"'}).status_code == 403
    answer = supervisor.post(address, body, headers={"If-Match": '"1"'})
    assert answer.status_code == 201
    assert answer.json()["events"][0]["retracts"] == 2


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "assigned", "on": "2024-03-20", "lead": "clerk"},
        {"kind": "classified", "on": "2024-03-20", "matter": "penalty"},
        {"kind": "voided", "on": "2024-03-20", "note": "重复登记"},
    ],
)
def test_some_events_are_the_supervisors(
    append: Append, opened: dict[str, Any], supervisor: APIClient, event: dict[str, Any]
) -> None:
    assert append(opened, event).status_code == 403
    assert append(opened, event, client=supervisor).status_code == 201


def test_a_new_party_joins_with_its_event(clerk: APIClient, append: Append, opened: dict[str, Any]) -> None:
    joined = {"kind": "party_joined", "on": "2024-03-20", "party": "李某（示例）"}
    answer = append(opened, joined, parties=[{"role": "third_party", "type": "person", "name": "李某（示例）"}])
    assert answer.status_code == 201, answer.content.decode()
    party = clerk.get(f"/api/v1/cases/{opened['id']}/parties").json()["results"][2]
    assert (party["name"], party["joined_on"]) == ("李某（示例）", "2024-03-20")


def test_deadlines_come_with_their_explanation(clerk: APIClient, opened: dict[str, Any]) -> None:
    rows = clerk.get(f"/api/v1/cases/{opened['id']}/deadlines").json()["results"]
    decision = next(row for row in rows if row["kind"] == "decision")
    assert decision["due_on"] == opened["decision_due_on"] == "2024-05-06"
    assert "第六十二条" in decision["article"]
    assert "60日" in decision["explanation"]
