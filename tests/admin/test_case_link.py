from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases import record
from cases.models import Case, ChangeLog, Link, Organ, User
from cases.rules.facts import Fact
from cases.rules.terms import Kind


@pytest.fixture
def other(open_case: Callable[..., Case]) -> Case:
    return open_case(name="王某（示例）")


def post(client: Client, case: Case, other: Case, **changes: Any) -> Any:
    data = {"version": case.version, "kind": "joined", "number": other.number, **changes}
    return client.post(f"/cases/{case.pk}/links/", data)


def test_joined_cases_say_so_on_both_pages(at_desk: Client, case: Case, other: Case, clerk: User) -> None:
    assert post(at_desk, case, other, note="同一行政行为").status_code == 302
    row = Link.objects.get()
    assert (row.kind, row.note, row.created_by) == ("joined", "同一行政行为", clerk)
    for one, its in ((case, other), (other, case)):
        page = at_desk.get(f"/cases/{one.pk}/")
        assert "并案审理" in page.text
        assert [linked.case for linked in page.context["joined"]] == [its]
    assert [(log.case, log.new, log.by) for log in ChangeLog.objects.order_by("pk")] == [
        (case, f"并案 {other.number}", clerk),
        (other, f"并案 {case.number}", clerk),
    ]


def test_application_made_again_looks_back(at_desk: Client, case: Case, other: Case) -> None:
    assert post(at_desk, other, case, kind="reopened").status_code == 302
    back = at_desk.get(f"/cases/{other.pk}/").context["links"]
    ahead = at_desk.get(f"/cases/{case.pk}/").context["links"]
    assert [(one.label, one.case) for one in (*back, *ahead)] == [("原申请", case), ("后续申请", other)]
    assert "并案审理" not in at_desk.get(f"/cases/{case.pk}/").text


def test_same_link_is_refused_either_way_round(at_desk: Client, case: Case, other: Case) -> None:
    assert post(at_desk, case, other, kind="related").status_code == 302
    response = post(at_desk, other, case, kind="related", note="再登记一次")
    assert response.status_code == 422
    assert "该关联已登记" in response.text
    assert "再登记一次" in response.text
    assert (Link.objects.count(), ChangeLog.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "望政复〔1999〕1号"}, "没有找到案号为"),
        ({"number": ""}, "请填写此项"),
        ({"kind": ""}, "请选择此项"),
        ({"kind": "married"}, "请重新选择"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    at_desk: Client, case: Case, other: Case, changes: dict[str, str], sentence: str
) -> None:
    response = post(at_desk, case, other, **{"note": "已说明", **changes})
    assert response.status_code == 422
    assert sentence in response.text
    assert "已说明" in response.text
    assert not Link.objects.exists()


def test_case_is_not_linked_with_itself(at_desk: Client, case: Case) -> None:
    assert "案件不能与自身关联" in post(at_desk, case, case).text


def test_case_of_another_organ_looks_missing(at_desk: Client, elsewhere: Client, case: Case, other: Case) -> None:
    Case.objects.filter(pk=other.pk).update(organ=Organ.objects.get(code="130699"))
    assert "没有找到案号为" in post(at_desk, case, other).text
    assert elsewhere.get(f"/cases/{case.pk}/links/").status_code == 404


def test_voided_case_is_not_linked(at_desk: Client, case: Case, other: Case, supervisor: User) -> None:
    record.record(other, [Fact(Kind.VOIDED, date(2026, 11, 20), {"note": "重复"})], by=supervisor, version=1)
    assert "已作废的案件不能关联" in post(at_desk, case, other).text
    assert not Link.objects.exists()


def test_stale_version_is_told(at_desk: Client, case: Case, other: Case, colleague: User) -> None:
    record.record(case, [Fact(Kind.COPY_SENT, date(2026, 11, 10))], by=colleague, version=case.version)
    assert post(at_desk, case, other).status_code == 409
    assert not Link.objects.exists()


def test_form_is_offered(at_desk: Client, case: Case) -> None:
    assert f"/cases/{case.pk}/links/" in at_desk.get(f"/cases/{case.pk}/").text
    assert at_desk.get(f"/cases/{case.pk}/links/").status_code == 200
