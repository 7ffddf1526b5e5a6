"""Plain fields change with a trace."""

from __future__ import annotations

from typing import Any

import pytest

from cases import people, record
from cases.amend import amend
from cases.models import Case, ChangeLog
from cases.rules.errors import Malformed

from .builders import day, fact, opened, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(organ: Any, clerk: Any) -> Case:
    return opened(
        organ, fact("received", "11-02"), parties=[person(phone="13800000000", address="河北省保定市望都县某街1号")]
    )


def party(case: Case) -> Any:
    return case.parties.get(role="applicant")


def test_personal_data_change_masked_in_the_log(known: Case, clerk: Any) -> None:
    case = amend(party(known), {"phone": "13900001111"}, by=clerk, version=1, reason="申请人来电更正")
    assert (party(case).phone, case.version) == ("13900001111", 2)
    row = ChangeLog.objects.get()
    assert (row.old, row.new, row.by, row.reason) == ("138****0000", "139****1111", clerk, "申请人来电更正")


def test_a_new_name_is_shown_and_found(known: Case) -> None:
    case = amend(party(known), {"name": "𠮷某（示例）"}, by=None, version=1)
    case.refresh_from_db()
    assert case.applicants == "𠮷某（示例）"
    assert Case.objects.search("𠮷某").get() == case and not Case.objects.search("张某").exists()


def test_a_new_identity_number_is_checked_and_indexed(known: Case) -> None:
    amend(party(known), {"id_number": "11010519491231002x"}, by=None, version=1)
    found = party(known)
    assert (found.id_number, found.birth_on) == ("11010519491231002X", day("1949-12-31"))
    assert found.id_index == people.index_of("11010519491231002X")
    assert {row.new for row in ChangeLog.objects.filter(field="id_number")} == {"110105********002X"}
    with pytest.raises(Malformed, match="校验码"):
        amend(party(known), {"id_number": "110105194912310021"}, by=None, version=2)


def test_another_date_of_the_act_moves_the_application_period(known: Case) -> None:
    act = known.acts.get()
    before = known.deadlines.get(kind="application").due_on
    case = amend(act, {"known_on": day("10-20")}, by=None, version=1)
    assert case.deadlines.get(kind="application").due_on > before


@pytest.mark.parametrize(
    "changes", [{"state": "concluded"}, {"number": "新号"}, {"request": "坏\x00字"}, {"external_ref": "长" * 101}]
)
def test_other_columns_and_bad_values_are_refused(known: Case, changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        amend(known, changes, by=None, version=1)
    assert Case.objects.get(pk=known.pk).version == 1 and not ChangeLog.objects.exists()


def test_who_saw_an_old_version_is_told(known: Case) -> None:
    amend(known, {"request": "请求撤销"}, by=None, version=1)
    with pytest.raises(record.Conflict):
        amend(known, {"request": "请求变更"}, by=None, version=1)


def test_what_stays_the_same_leaves_no_row(known: Case) -> None:
    amend(party(known), {"phone": "13800000000"}, by=None, version=1)
    assert not ChangeLog.objects.exists()
