from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cases import record
from cases.admin import bulk
from cases.models import Case, Event, User
from cases.rules.facts import Fact
from cases.rules.terms import Kind


@pytest.fixture
def three(open_case: Callable[..., Case]) -> list[Case]:
    return [open_case(name=f"申请人{n}号") for n in range(3)]


def send(client: Client, cases: list[Case], step: str = "", **fields: Any) -> Any:
    return client.post("/cases/reassign/", {"case": [case.pk for case in cases], "step": step, **fields})


def test_preview_says_who_follows_whom_and_writes_nothing(
    in_charge: Client, three: list[Case], colleague: User
) -> None:
    before = Event.objects.count()
    assert "改由谁主办" in send(in_charge, three).text
    response = send(in_charge, three, "preview", lead=colleague.pk, on="2026-11-23")
    assert response.context["changing"] == 3
    assert "<del>陈示例</del> → <strong>孙示例</strong>" in response.text
    assert Event.objects.count() == before


def test_saving_records_each_case(in_charge: Client, three: list[Case], colleague: User, supervisor: User) -> None:
    response = send(in_charge, three, "save", lead=colleague.pk, on="2026-11-23")
    assert "已改派 3 件" in response.text
    for case in three:
        case.refresh_from_db()
        assert case.handler == colleague
        event = case.events.get(kind=Kind.ASSIGNED)
        assert event.recorded_by == supervisor


def test_case_that_changed_meanwhile_is_left_alone_and_named(
    in_charge: Client, three: list[Case], colleague: User, clerk: User
) -> None:
    page = send(in_charge, three, "preview", lead=colleague.pk, on="2026-11-23")
    seen = {f"version-{row.case.pk}": row.seen for row in page.context["rows"]}
    fact = Fact(Kind.FILED, three[1].accepted_on)
    record.record(three[1], [fact], by=clerk, version=Case.objects.get(pk=three[1].pk).version)
    response = send(in_charge, three, "save", lead=colleague.pk, on="2026-11-23", **seen)
    assert (response.context["done"], response.context["failed"]) == (2, 1)
    assert "案件已被他人更新" in response.text
    assert Case.objects.get(pk=three[1].pk).handler == clerk


def test_case_that_the_rules_refuse_does_not_hold_up_the_others(
    in_charge: Client, three: list[Case], colleague: User
) -> None:
    response = send(in_charge, three, "save", lead=colleague.pk, on="2026-11-01")
    assert response.context["failed"] == 3
    assert set(Case.objects.values_list("handler__username", flat=True)) == {"clerk"}


def test_who_handles_it_already_is_not_recorded_again(in_charge: Client, three: list[Case], clerk: User) -> None:
    response = send(in_charge, three, "save", lead=clerk.pk, on="2026-11-23")
    assert response.context["same"] == 3
    assert not Event.objects.filter(kind=Kind.ASSIGNED).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "2026-11-23"}, "请选择主办或者协办"),
        ({"on": "2026-11-24", "lead": "self"}, "不能晚于今天"),
        ({"on": "", "lead": "self"}, "请填写日期"),
        ({"on": "2026-11-23", "lead": "self", "second": "self"}, "主办与协办不能是同一人"),
        ({"on": "2026-11-23", "lead": "999999"}, "没有“999999”这一选项"),
    ],
)
def test_bad_choice_is_said_beside_its_field(
    in_charge: Client, three: list[Case], colleague: User, fields: dict[str, Any], sentence: str
) -> None:
    given = {name: colleague.pk if value == "self" else value for name, value in fields.items()}
    response = send(in_charge, three, "save", **given)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Event.objects.filter(kind=Kind.ASSIGNED).exists()


def test_more_than_may_be_is_refused(in_charge: Client, three: list[Case], monkeypatch: Any) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    response = in_charge.post("/cases/reassign/", {"case": [case.pk for case in three]}, follow=True)
    assert "一次最多 2 件，现已勾选 3 件" in response.text
    assert "请先在列表中勾选案件" in in_charge.post("/cases/reassign/", follow=True).text


def test_who_may_not_assign_is_refused(at_desk: Client, elsewhere: Client, three: list[Case], colleague: User) -> None:
    assert send(at_desk, three, "save", lead=colleague.pk, on="2026-11-23").status_code == 403
    response = send(elsewhere, three, "save", lead=colleague.pk, on="2026-11-23")
    assert response.context["rows"] == []
    assert not Event.objects.filter(kind=Kind.ASSIGNED).exists()


def test_list_to_print_holds_what_was_ticked(at_desk: Client, three: list[Case]) -> None:
    page = at_desk.get("/cases/print/", {"case": [three[0].pk, three[2].pk, "x", "9" * 30]})
    assert [row.case for row in page.context["rows"]] == [three[0], three[2]]
    assert at_desk.get("/cases/print/").status_code == 302


def test_list_to_print_is_kept_within_the_organ(elsewhere: Client, three: list[Case]) -> None:
    assert elsewhere.get("/cases/print/", {"case": three[0].pk}).context["rows"] == []
