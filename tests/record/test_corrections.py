from __future__ import annotations

from typing import Any

import pytest

from cases import record
from cases.models import Case
from cases.record import Entry
from cases.rules.errors import Malformed, RuleViolation

from .builders import add, day, event, fact, opened

pytestmark = pytest.mark.django_db
REASON = "收文登记日期录入错误"


def corrected(case: Case, kind: str, to: Any) -> Case:
    return record.correct(event(case, kind), to, reason=REASON, by=None, version=case.version)


def test_a_correction_moves_the_due_date_and_both_events_stay(case: Case) -> None:
    before = case.decision_due_on
    case = corrected(case, "filed", fact("filed", "11-09"))
    assert case.decision_due_on > before
    rows = list(case.events.filter(kind="filed").order_by("seq"))
    assert [row.occurred_on for row in rows] == [day("11-05"), day("11-09")]
    assert (rows[1].corrects, rows[1].reason) == (rows[0], REASON)


def test_correcting_back_restores_the_old_state(case: Case) -> None:
    from cases import projections

    names = ["state", "stage", "filed_on", "due_on", "decision_due_on", "findings", "next_change_on"]
    rows = list(case.deadlines.values_list(*projections.DEADLINE))
    before = [getattr(case, name) for name in names]
    case = corrected(case, "filed", fact("filed", "11-06"))
    case = corrected(case, "filed", fact("filed", "11-05"))
    assert [getattr(case, name) for name in names] == before
    assert sorted(case.deadlines.values_list(*projections.DEADLINE), key=str) == sorted(rows, key=str)


def test_a_correction_takes_the_place_of_the_corrected_among_facts_of_one_day(case: Case) -> None:
    """中止 and 恢复 on one day are legal in this order only."""
    case = add(case, fact("suspended", "11-10", ground="7"), fact("resumed", "11-10"))
    case = corrected(case, "suspended", fact("suspended", "11-10", ground="8"))
    assert (case.stage, case.events.count()) == ("under_review", 5)


def test_a_retraction_removes(case: Case) -> None:
    case = add(case, fact("suspended", "11-10", ground="8"))
    assert case.stage == "suspended"
    case = record.retract(event(case, "suspended"), reason="并未中止", by=None, version=case.version)
    assert (case.stage, case.suspended_on) == ("under_review", None)


def test_retracting_a_correction_removes_the_fact_for_good(case: Case) -> None:
    case = corrected(case, "filed", fact("filed", "11-06"))
    case = record.retract(event(case, "filed"), reason="没有立案", by=None, version=case.version)
    assert (case.filed_on, case.deemed_filed) == (day("11-09"), True)


def test_the_receipt_may_be_corrected_and_keeps_what_the_application_said(organ: Any, clerk: Any) -> None:
    from .builders import police

    case = opened(organ, lead=clerk)
    case = corrected(case, "received", fact("received", "11-03"))
    assert (case.accepted_on, case.handler, case.channel) == (day("11-03"), clerk, "in_person")
    assert case.respondent == police(organ)


def test_the_receipt_cannot_be_retracted(case: Case) -> None:
    with pytest.raises(RuleViolation, match="作废") as refused:
        record.retract(event(case, "received"), reason="重复", by=None, version=case.version)
    assert refused.value.code == "receipt_stays"


def test_what_no_longer_stands_cannot_be_answered_again(case: Case) -> None:
    first = event(case, "filed")
    case = corrected(case, "filed", fact("filed", "11-06"))
    with pytest.raises(RuleViolation, match="第3项更正") as refused:
        record.correct(first, fact("filed", "11-09"), reason=REASON, by=None, version=case.version)
    assert refused.value.code == "already_corrected"
    case = record.retract(event(case, "filed"), reason=REASON, by=None, version=case.version)
    retraction = case.events.latest("seq")
    with pytest.raises(RuleViolation) as refused:
        record.retract(retraction.retracts, reason=REASON, by=None, version=case.version)
    assert refused.value.code == "already_retracted"
    with pytest.raises(RuleViolation) as refused:
        record.retract(retraction, reason=REASON, by=None, version=case.version)
    assert refused.value.code == "is_retraction"


def test_one_event_is_not_answered_twice_in_one_call(case: Case) -> None:
    target = event(case, "filed")
    twice = [Entry(fact("filed", "11-06"), corrects=target, reason=REASON)] * 2
    with pytest.raises(RuleViolation) as refused:
        record.write(case, twice, by=None, version=case.version)
    assert refused.value.code == "answered_twice"


def test_a_reason_is_asked_for(case: Case) -> None:
    with pytest.raises(Malformed, match="理由"):
        record.correct(event(case, "filed"), fact("filed", "11-06"), reason="  ", by=None, version=case.version)


def test_a_correction_that_makes_the_history_impossible_is_refused(case: Case) -> None:
    case = add(case, fact("suspended", "11-10", ground="8"), fact("resumed", "11-12"))
    with pytest.raises(RuleViolation) as refused:
        corrected(case, "suspended", fact("suspended", "11-13", ground="8"))
    assert refused.value.code == "not_suspended"
    assert case.events.count() == 4


def test_two_corrections_that_are_only_legal_together(case: Case) -> None:
    case = add(case, fact("suspended", "11-10", ground="8"), fact("resumed", "11-12"))
    wanted = [
        Entry(fact("suspended", "11-13", ground="8"), corrects=event(case, "suspended"), reason=REASON),
        Entry(fact("resumed", "11-16"), corrects=event(case, "resumed"), reason=REASON),
    ]
    case = record.write(case, wanted, by=None, version=case.version)
    assert case.stopped_days == 3


def test_an_event_of_another_case_is_refused(case: Case, organ: Any) -> None:
    other = opened(organ)
    with pytest.raises(RuleViolation) as refused:
        record.write(case, [Entry(retracts=event(other, "received"), reason=REASON)], by=None, version=case.version)
    assert refused.value.code == "other_case"
