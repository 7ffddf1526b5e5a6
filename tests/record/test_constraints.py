"""What is always wrong is refused by the database itself, whoever writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from cases import projections
from cases.models import Case, Deadline, Event, Organ, Party, User
from cases.rules.deadlines import FOLLOW_UP
from cases.rules.terms import DeadlineKind

from .builders import add, day, event, fact

pytestmark = pytest.mark.django_db


def refused(write: Any) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    return str(error.value)


NOTHING_DUE = {"due_on": None, "due_kind": "", "due_key": "9999-12-31"}
ENDED = {"concluded_on": "2026-11-20", "closed_on": "2026-11-20", **NOTHING_DUE}
CASE = [
    ("case_state_known", {"state": "accepted2"}),
    ("case_stage_known", {"stage": ""}),
    ("case_edition_known", {"edition": "1999"}),
    ("case_procedure_known", {"procedure": "fast"}),
    ("case_outcome_known", {"state": "concluded", "outcome": "won", **ENDED}),
    ("case_concluded_iff_dated", {"state": "concluded", "outcome": "upheld", **ENDED, "concluded_on": None}),
    ("case_concluded_iff_dated", {"concluded_on": "2026-11-20"}),
    ("case_not_filed_iff_disposed", {"state": "not_filed", "closed_on": "2026-11-20", **NOTHING_DUE}),
    ("case_closed_iff_ended", {"closed_on": "2026-11-20", "due_kind": "performance"}),
    ("case_dates_in_order", {"filed_on": "2026-10-01"}),
    ("case_deemed_has_date", {"filed_on": None, "deemed_filed": True}),
    ("case_suspended_has_date", {"stage": "suspended"}),
    ("case_due_has_kind", {"due_kind": ""}),
    ("case_due_key_follows", {"due_key": "2026-01-01"}),
    ("case_version_positive", {"version": 0}),
    ("case_has_number", {"number": ""}),
    ("case_applicants_counted", {"applicants_count": 0}),
]


@pytest.mark.parametrize(("name", "columns"), CASE)
def test_a_case(case: Case, name: str, columns: dict[str, Any]) -> None:
    Deadline.objects.filter(case=case).delete()
    assert name in refused(lambda: Case.objects.filter(pk=case.pk).update(**columns))


def test_an_open_procedural_due_date_on_a_closed_case(case: Case) -> None:
    """Neither by closing the case row, nor by a deadline, whichever comes first."""
    ending = {"state": "concluded", "concluded_on": "2026-11-20", "closed_on": "2026-11-20", "outcome": "upheld"}
    refused(lambda: Case.objects.filter(pk=case.pk).update(**ending))
    assert "案件已终了" in refused(lambda: Case.objects.filter(pk=case.pk).update(**ending, **NOTHING_DUE))
    case = add(case, fact("concluded", "11-20", outcome="upheld"))
    decision = Deadline.objects.get(case=case, kind="decision")
    assert decision.status == "met"
    assert "案件已终了" in refused(
        lambda: Deadline.objects.filter(pk=decision.pk).update(status="running", met_on=None)
    )
    decision.pk, decision.status, decision.met_on = None, "running", None
    assert "案件已终了" in refused(decision.save)


def test_follow_up_periods_live_on_after_the_end(case: Case) -> None:
    case = add(
        case,
        fact("concluded", "11-18", outcome="ordered_to_perform", performance_days=30),
        fact("served", "11-20", party="望都县公安局"),
    )
    open_kinds = set(Deadline.objects.open().values_list("kind", flat=True))
    assert open_kinds == {"court_action", "performance"} <= {kind.value for kind in FOLLOW_UP}
    assert (case.due_kind, case.state) == ("performance", "concluded")


DEADLINE = [
    {"kind": "lunch"},
    {"status": "late"},
    {"unit": "weeks"},
    {"bound": "nobody"},
    {"status": "met", "met_on": None},
    {"status": "running", "met_on": "2026-11-20"},
    {"status": "overdue", "due_on": None},
    {"due_on": "2026-01-01"},
]


@pytest.mark.parametrize("columns", DEADLINE)
def test_a_deadline(case: Case, columns: dict[str, Any]) -> None:
    row = Deadline.objects.get(case=case, kind="decision")
    assert "deadline_" in refused(lambda: Deadline.objects.filter(pk=row.pk).update(**columns))


EVENT = [
    ({"kind": "lunch"}, "event_kind_known"),
    ({"seq": 2}, ""),
    ({"seq": 0}, "event_"),
    ({"days": 30}, "event_days_iff_extended"),
    ({"kind": "extended"}, "event_days_iff_extended"),
    ({"kind": "concluded"}, "event_outcome_iff_concluded"),
    ({"outcome": "upheld"}, "event_outcome_iff_concluded"),
    ({"kind": "not_filed"}, "event_disposition_iff_not_filed"),
    ({"kind": "suspended"}, "event_ground_if_suspended"),
    ({"corrects": True}, "event_reason_given"),
    ({"corrects": True, "reason": "   "}, "event_reason_given"),
    ({"retracts": True}, "event_reason_given"),
    ({"corrects": True, "retracts": True, "reason": "两者"}, "event_corrects_or_retracts"),
    ({"hash": ""}, "event_hashed"),
    ({"precision": "hour"}, "event_precision_known"),
    ({"ref": "长" * 101}, ""),
]


@pytest.mark.parametrize(("columns", "name"), EVENT)
def test_an_event(case: Case, columns: dict[str, Any], name: str) -> None:
    target = event(case, "filed")
    columns = {key: target if value is True else value for key, value in columns.items()}
    plain = {"seq": 3, "call": 2, "kind": "answered", "occurred_on": day("11-20"), "hash": "0" * 64}
    row = Event(case=case, recorded_at=case.recorded_at + timedelta(seconds=1), **{**plain, **columns})
    with pytest.raises(Exception) as error, transaction.atomic():
        row.save(force_insert=True)
    assert name in str(error.value)


def test_an_event_is_corrected_only_once(case: Case) -> None:
    target = event(case, "filed")
    plain = {"case": case, "call": 2, "kind": "filed", "occurred_on": day("11-06"), "hash": "0" * 64, "reason": "误"}
    Event(seq=3, recorded_at=case.recorded_at, corrects=target, **plain).save()
    assert "corrects" in refused(Event(seq=4, recorded_at=case.recorded_at, corrects=target, **plain).save)


def test_numbers_and_external_references_are_unique_within_an_organ(case: Case, elsewhere: Organ) -> None:
    from .builders import opened

    other, foreign = opened(case.organ, external_ref="A-1"), opened(elsewhere, external_ref="A-1")
    assert foreign.external_ref == other.external_ref
    refused(lambda: Case.objects.filter(pk=other.pk).update(number=case.number))
    refused(lambda: Case.objects.filter(pk=case.pk).update(external_ref="A-1"))


def test_texts_are_no_longer_than_their_columns(case: Case) -> None:
    """SQLite by our check, PostgreSQL by its own."""
    with pytest.raises(Exception, match="text_lengths|too long"), transaction.atomic():
        Party.objects.filter(case=case).update(name="长" * 101)


def test_user_names_differ_by_more_than_case(clerk: User) -> None:
    refused(lambda: User.objects.create(username="CLERK", organ=clerk.organ))
    refused(lambda: User.objects.create(username="homeless"))


def test_kinds_of_the_closed_case_check_are_those_of_the_rules(case: Case) -> None:
    """Constraint and trigger name the follow-up kinds: a new one needs a migration."""
    procedural = [kind for kind in DeadlineKind if kind not in FOLLOW_UP]
    assert {kind.value for kind in FOLLOW_UP} == {
        "court_action",
        "remake",
        "performance",
        "opinion_feedback",
        "public_notice",
    }
    assert len(procedural) == len(DeadlineKind) - 5


def test_every_article_of_the_law_fits_its_column() -> None:
    from cases.rules import law

    periods = [period for table in law.PERIODS.values() for period in table.values()]
    assert max(len(period.article) for period in periods) <= 200
    assert max(len(period.unverified) for period in periods) <= 500
    assert len(projections.DEADLINE) == 14 and connection.vendor in ("sqlite", "postgresql")
