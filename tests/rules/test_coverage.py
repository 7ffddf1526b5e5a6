"""Nothing is forgotten: every word of the rules occurs in some golden timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from golden import TODAY, timelines

from cases.rules.assess import assess
from cases.rules.calendar import WorkCalendar
from cases.rules.terms import (
    ClockReason,
    DeadlineKind,
    Disposition,
    Edition,
    Kind,
    Outcome,
    Procedure,
    ServiceMethod,
    Stage,
    State,
    Status,
    Term,
    Unit,
    Withdrawal,
)

GROUNDS = {
    ("2017", "suspended"): {str(number) for number in range(1, 9)},
    ("2023", "suspended"): {str(number) for number in range(1, 11)},
    ("2017", "concluded"): {*"12345", "42-2"},
    ("2023", "concluded"): set("12345"),
}
REFUSALS = {
    *("first_not_received", "already_received", "already_filed", "already_closed", "already_suspended"),
    *("not_suspended", "clock_not_stopped", "no_extension_in_summary", "code_not_in_edition"),
    *("unknown_kind", "unknown_detail", "missing_detail", "bad_detail", "not_an_event", "bad_input"),
}
FINDINGS = {
    *("application_late", "filed_late", "not_filed_late", "not_filed_after_filing", "redirected_not_in_edition"),
    *("supplement_notice_late", "supplement_notice_twice", "supplemented_late", "supplement_after_filing"),
    *("abandoned_early", "extension_late", "extension_over_limit", "decision_late", "decision_overdue"),
    *("concluded_without_filing", "concluded_while_suspended", "suspended_before_filing", "suspended_after_expiry"),
    *("copy_late", "copy_overdue", "copy_missing", "answer_late", "answer_missing", "opinion_not_heard"),
    *("hearing_notice_late", "hearing_notice_missing", "suspension_limit_passed", "terminated_early"),
    *("ground_missing", "served_before_conclusion", "normative_late", "switched_late", "performance_period_missing"),
    *("forwarding_late", "opinion_feedback_late", "opinion_feedback_overdue", "remake_late", "remake_overdue"),
    *("performance_late", "performance_overdue", "outcomes_not_combinable", "remake_without_revocation"),
    "compensation_without_correction",
}


def accepted_events() -> Iterable[dict[str, Any]]:
    return (event for timeline in timelines() if timeline.expect for event in timeline.input["events"])


def details(name: str, kind: Kind | None = None) -> set[str]:
    return {event[name] for event in accepted_events() if name in event and kind in (None, event["kind"])}


def expected(name: str) -> set[Any]:
    return {timeline.expect.get(name) for timeline in timelines() if timeline.expect}


def expected_rows(name: str) -> set[Any]:
    rows = (row for timeline in timelines() if timeline.expect for row in timeline.expect.get("deadlines", ()))
    return {row[name] for row in rows if name in row}


def missing(term: type[Term], seen: set[Any]) -> set[str]:
    return {member.value for member in term} - seen


def test_there_are_enough_timelines_and_each_has_its_own_name() -> None:
    names = [timeline.name for timeline in timelines()]
    assert len(names) >= 75
    assert len(set(names)) == len(names)
    assert all(timeline.article for timeline in timelines())


def test_every_kind_of_event_happens() -> None:
    assert not missing(Kind, {event["kind"] for event in accepted_events()})


@pytest.mark.parametrize(
    ("term", "name"),
    [
        (Disposition, "disposition"),
        (Outcome, "outcome"),
        (ClockReason, "reason"),
        (Procedure, "procedure"),
        (ServiceMethod, "method"),
        (Withdrawal, "withdrawal"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_code_of_a_detail_occurs(term: type[Term], name: str) -> None:
    assert not missing(term, details(name))


@pytest.mark.parametrize(("edition", "kind"), GROUNDS, ids=str)
def test_every_ground_of_both_editions_occurs(edition: str, kind: str, calendar: WorkCalendar) -> None:
    seen = set()
    for timeline in timelines():
        if timeline.expect and (grounds := _grounds(timeline.input["events"], kind)):
            answer = assess(timeline.input, today=TODAY, calendar=calendar)
            seen |= grounds if answer["edition"] == edition else set()
    assert seen == GROUNDS[edition, kind]


def _grounds(events: list[dict[str, Any]], kind: str) -> set[str]:
    return {event["ground"] for event in events if event["kind"] == kind and "ground" in event}


@pytest.mark.parametrize(
    ("term", "name"), [(State, "state"), (Stage, "stage"), (Edition, "edition")], ids=["state", "stage", "edition"]
)
def test_every_headline_is_expected_somewhere(term: type[Term], name: str) -> None:
    assert not missing(term, expected(name))


@pytest.mark.parametrize(
    ("term", "name"), [(DeadlineKind, "kind"), (Status, "status"), (Unit, "unit")], ids=["kind", "status", "unit"]
)
def test_every_word_of_a_deadline_is_expected_somewhere(term: type[Term], name: str) -> None:
    assert not missing(term, expected_rows(name))


def test_every_refusal_is_expected_somewhere() -> None:
    assert {timeline.error.get("code") for timeline in timelines() if timeline.error} >= REFUSALS


def test_every_finding_is_expected_somewhere() -> None:
    seen = {code for timeline in timelines() if timeline.expect for code in timeline.expect.get("findings", ())}
    assert not FINDINGS - seen


def test_no_finding_appears_that_no_timeline_knows(calendar: WorkCalendar) -> None:
    """A new finding needs a golden timeline before it needs anything else."""
    answers = (assess(timeline.input, today=TODAY, calendar=calendar) for timeline in timelines() if timeline.expect)
    assert {finding["code"] for answer in answers for finding in answer["findings"]} <= FINDINGS
