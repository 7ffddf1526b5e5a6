from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases import roles
from cases.models import Case, Event, Party, RevealLog

from .conftest import application, client_of

pytestmark = pytest.mark.django_db


def test_a_whole_application_is_registered_in_one_call(clerk: APIClient) -> None:
    answer = clerk.post("/api/v1/cases/", application())
    case = answer.json()
    assert answer.status_code == 201
    assert answer["ETag"] == '"1"'
    assert answer["Location"].endswith(f"/api/v1/cases/{case['id']}")
    assert (case["number"], case["state"], case["stage"]) == ("望政复〔2024〕1号", "filed", "under_review")
    assert case["deemed_filed"] is True
    assert [party["role"] for party in case["parties"]] == ["applicant", "respondent"]
    assert case["acts"][0]["known_on"] == "2024-02-05"
    assert "concluded" in case["allowed"]


def test_a_case_is_found_by_id_and_by_number(clerk: APIClient, opened: dict[str, Any]) -> None:
    by_id = clerk.get(f"/api/v1/cases/{opened['id']}")
    by_number = clerk.get(f"/api/v1/cases/{opened['number']}/")
    assert by_id.status_code == by_number.status_code == 200
    assert by_id.json() == by_number.json()
    assert by_number["ETag"] == '"1"'


def test_the_case_of_another_organ_answers_like_a_missing_one(outsider: APIClient, opened: dict[str, Any]) -> None:
    def told(address: str) -> dict[str, Any]:
        answer = outsider.get(address)
        assert answer.status_code == 404
        return {**answer.json(), "request_id": None}

    assert told(f"/api/v1/cases/{opened['id']}") == told("/api/v1/cases/987654321")
    assert told(f"/api/v1/cases/{opened['number']}") == told("/api/v1/cases/望政复〔1999〕9号")
    assert outsider.get("/api/v1/cases/").json()["results"] == []


def test_personal_data_are_masked(clerk: APIClient, opened: dict[str, Any]) -> None:
    assert opened["parties"][0]["id_number"] == "110105********002X"
    assert opened["parties"][0]["birth_on"] is None
    listed = clerk.get(f"/api/v1/cases/{opened['id']}/parties/").json()["results"]
    assert listed[0]["id_number"] == "110105********002X"
    assert "11010519491231002X" not in clerk.get("/api/v1/cases/").content.decode()


def test_a_full_number_is_shown_with_a_reason_and_leaves_a_trace(clerk: APIClient, opened: dict[str, Any]) -> None:
    address = f"/api/v1/cases/{opened['id']}/parties/{opened['parties'][0]['id']}"
    assert clerk.get(address, {"reveal": "id_number"}).status_code == 400
    assert RevealLog.objects.count() == 0
    answer = clerk.get(address, {"reveal": "id_number", "reason": "核对申请人身份"})
    assert answer.json()["id_number"] == "11010519491231002X"
    log = RevealLog.objects.get()
    assert (log.user.username, log.field, log.reason) == ("clerk", "id_number", "核对申请人身份")


def test_who_may_not_see_a_full_number_gets_none_and_no_trace(
    world: Any, opened: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "PERMISSIONS", {**roles.PERMISSIONS, "clerk": ["view_case", "view_party"]})
    address = f"/api/v1/cases/{opened['id']}/parties/{opened['parties'][0]['id']}"
    answer = client_of(world.clerk).get(address, {"reveal": "id_number", "reason": "核对申请人身份"})
    assert answer.status_code == 403
    assert RevealLog.objects.count() == 0


def test_an_external_number_is_set_once(clerk: APIClient, opened: dict[str, Any]) -> None:
    address, tag = f"/api/v1/cases/{opened['id']}/", {"If-Match": '"1"'}
    assert clerk.patch(address, {"external_ref": "BD-7"}).status_code == 428
    first = clerk.patch(address, {"external_ref": "BD-7"}, headers=tag)
    assert (first.status_code, first.json()["external_ref"], first["ETag"]) == (200, "BD-7", '"2"')
    again = clerk.patch(address, {"external_ref": "BD-8"}, headers={"If-Match": '"2"'})
    assert (again.status_code, again.json()["code"]) == (422, "external_ref_fixed")
    other = clerk.post("/api/v1/cases/", application(external_ref="BD-7"))
    assert (other.status_code, other.json()["code"]) == (400, "duplicate_ref")


@pytest.mark.parametrize("name", ["𠮷田某", "㛃某", "阿卜杜拉·买买提", "㐀某 Ａ", "•某"])
def test_rare_characters_survive_unchanged(clerk: APIClient, name: str) -> None:
    case = clerk.post("/api/v1/cases/", application(parties=[{"role": "applicant", "name": name}])).json()
    assert clerk.get(f"/api/v1/cases/{case['id']}").json()["parties"][0]["name"] == name
    assert Party.objects.get(role="applicant").name == name


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"events": []}, 400, "min_length"),
        ({"events": [{"kind": "filed", "on": "2024-03-01"}]}, 400, "no_receipt"),
        ({"events": [{"kind": "received", "on": "2999-01-01"}]}, 422, "future_date"),
        ({"events": [{"kind": "received", "on": "2024-02-30"}]}, 400, "bad_detail"),
        ({"events": [{"kind": "eaten", "on": "2024-02-03"}]}, 400, "unknown_kind"),
        ({"events": [{"kind": "received", "on": "2024-03-01", "ground": "8"}]}, 400, "unknown_detail"),
        ({"parties": []}, 400, "empty"),
        ({"parties": [{"role": "third_party", "name": "某"}]}, 400, "no_applicant"),
        ({"parties": [{"role": "applicant", "name": "某", "id_number": "110105194912310021"}]}, 400, "bad_number"),
        ({"parties": [{"role": "applicant", "name": 7}]}, 400, "invalid"),
        ({"respondents": ["nobody"]}, 400, "unknown_code"),
        ({"matter": "nothing"}, 400, "unknown_code"),
        ({"lead": "outsider"}, 403, "permission_denied"),
        ({"organ": "130632"}, 400, "unknown_code"),
        ({"act": {"amount": "-1"}}, 400, "min_value"),
        ({"act": {"real_estate": "true"}}, 400, "invalid"),
        ({"state": "concluded"}, 400, "unknown_field"),
        ({"act": {"case": 1}}, 400, "unknown_field"),
        ({"request": "\u202e反"}, 400, "bad_character"),
    ],
)
def test_bad_applications_are_refused_and_nothing_is_written(
    clerk: APIClient, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = clerk.post("/api/v1/cases/", application(**changes))
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert not Case.objects.exists()
    assert not Event.objects.exists()


def test_a_message_names_its_field(clerk: APIClient) -> None:
    answer = clerk.post(
        "/api/v1/cases/", application(parties=[{"role": "applicant", "name": ""}, {"role": "x", "name": "某"}])
    )
    fields = {error["field"]: error["code"] for error in answer.json()["errors"]}
    assert fields == {"parties.0.name": "blank", "parties.1.role": "invalid_choice"}


def test_only_the_chosen_columns_come(clerk: APIClient, opened: dict[str, Any]) -> None:
    answer = clerk.get("/api/v1/cases/", {"fields": "number,due_on"})
    assert list(answer.json()["results"][0]) == ["number", "due_on"]
    assert clerk.get("/api/v1/cases/", {"fields": "number,id_number"}).status_code == 400
    assert list(clerk.get(f"/api/v1/cases/{opened['id']}", {"fields": "request"}).json()) == ["request"]


def test_a_list_comes_as_csv(clerk: APIClient, opened: dict[str, Any]) -> None:
    answer = clerk.get("/api/v1/cases/", {"fields": "number,applicants"}, headers={"Accept": "text/csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig") == "number,applicants\r\n望政复〔2024〕1号,张某（示例）\r\n"


@pytest.mark.parametrize("name", ["=1+1", "＝1", "@sum", "\u200b-1", "+8613"])
def test_no_cell_begins_a_formula(name: str) -> None:
    from cases.api.renderers import cell

    assert cell(name) == f"'{name}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "filed"}, 1),
        ({"state": ["filed", "concluded"]}, 1),
        ({"state": "concluded"}, 0),
        ({"respondent": "police"}, 1),
        ({"respondent": "town"}, 0),
        ({"matter": "penalty", "field": "public_security"}, 1),
        ({"due_before": "2024-12-31"}, 1),
        ({"due_after": "2024-12-31"}, 0),
        ({"overdue": "true"}, 1),
        ({"handler": "clerk"}, 0),
        ({"q": "张某"}, 1),
        ({"q": "11010519491231002X"}, 1),
        ({"number": "望政复〔2024〕1号"}, 1),
    ],
)
def test_filters_narrow_the_list(clerk: APIClient, opened: dict[str, Any], query: dict[str, Any], found: int) -> None:
    assert len(clerk.get("/api/v1/cases/", query).json()["results"]) == found


@pytest.mark.parametrize(
    "query",
    [
        {"state": "eaten"},
        {"due_before": "soon"},
        {"respondent": "nobody"},
        {"handler": "outsider"},
        {"overdue": "perhaps"},
        {"q": "a\0b"},
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(clerk: APIClient, query: dict[str, Any]) -> None:
    answer = clerk.get("/api/v1/cases/", query)
    assert answer.status_code == 400, answer.content.decode()
    assert answer.json()["errors"]
