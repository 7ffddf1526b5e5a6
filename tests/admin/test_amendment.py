from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from cases.models import Case, ChangeLog, User


def test_telephone_is_changed_with_a_reason_and_logged_masked(at_desk: Client, open_case: Callable[..., Case]) -> None:
    case = open_case(phone="13812345678")
    party = case.parties.get(role="applicant")
    data = {
        "version": case.version,
        "name": party.name,
        "type": "person",
        "phone": "13987654321",
        "why": "本人来电更正",
    }
    assert at_desk.post(f"/cases/{case.pk}/parties/{party.pk}/", data).status_code == 302
    party.refresh_from_db()
    assert party.phone == "13987654321"
    row = ChangeLog.objects.get()
    assert (row.field, row.old, row.new, row.reason) == ("phone", "138****5678", "139****4321", "本人来电更正")


def test_day_of_knowledge_is_changed_and_the_period_follows(at_desk: Client, case: Case) -> None:
    act = case.acts.get()
    data: dict[str, Any] = {
        "version": case.version,
        "made_on": "2026-09-01",
        "known_on": "2026-10-01",
        "why": "回执日期看错",
    }
    data["document_number"] = act.document_number
    assert at_desk.post(f"/cases/{case.pk}/acts/{act.pk}/", data).status_code == 302
    act.refresh_from_db()
    assert str(act.known_on) == "2026-10-01"
    assert "回执日期看错" in at_desk.get(f"/cases/{case.pk}/").text


def test_change_needs_a_reason_and_the_present_version(at_desk: Client, case: Case, clerk: User) -> None:
    url = f"/cases/{case.pk}/texts/"
    assert at_desk.post(url, {"version": case.version, "request": "新的请求"}).status_code == 422
    stale = at_desk.post(url, {"version": case.version - 1, "request": "新的请求", "why": "补充"})
    assert stale.status_code == 409
    assert "新的请求" in stale.text
    assert at_desk.post(url, {"version": case.version, "request": "新的请求", "why": "补充"}).status_code == 302


def test_bad_number_is_said_beside_the_field(at_desk: Client, case: Case) -> None:
    party = case.parties.get(role="applicant")
    data = {"version": case.version, "name": "张某", "type": "person", "id_number": "110105194912310021", "why": "更正"}
    response = at_desk.post(f"/cases/{case.pk}/parties/{party.pk}/", data)
    assert response.status_code == 422
    assert "校验码不对" in response.text


def test_stranger_changes_nothing(elsewhere: Client, case: Case) -> None:
    assert elsewhere.get(f"/cases/{case.pk}/texts/").status_code == 404
