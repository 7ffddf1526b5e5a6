"""The fold: from what happened to what it means.

The facts are walked in the order of their legal days. Before each fact comes what time alone has brought about: silence
files the case on the last day of the screening (第三十条第三款, 原第十七条第二款), a supplement not made abandons it
(第三十一条第二款, 实施条例第二十九条).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import law, rows, service, steps, transitions
from .calendar import WorkCalendar
from .course import Course
from .deadlines import Deadline
from .duties import duty_findings
from .errors import RuleViolation
from .facts import ActFacts, Fact, in_order
from .findings import Finding
from .outcomes import headline
from .terms import (
    DeadlineKind,
    Disposition,
    Edition,
    Kind,
    Outcome,
    Procedure,
    Stage,
    State,
    Status,
    Withdrawal,
)

ALWAYS_LISTED = (DeadlineKind.HEARING_NOTICE, DeadlineKind.APPLICATION)


@dataclass(slots=True)
class CaseState:
    """What a history means on the day `on`; `state` is None while nothing was received."""

    on: date
    edition: Edition | None
    procedure: Procedure
    course: Course | None = field(repr=False, compare=False)
    deadlines: tuple[Deadline, ...]
    findings: tuple[Finding, ...]
    next_change_on: date | None
    state: State | None = None
    stage: Stage | None = None
    accepted_on: date | None = None
    filed_on: date | None = None
    deemed_filed: bool = False
    concluded_on: date | None = None
    closed_on: date | None = None
    disposition: Disposition | None = None
    deemed_abandoned: bool = False
    outcome: Outcome | None = None
    ground: str = ""
    withdrawal: Withdrawal | None = None
    voided_on: date | None = None
    served_on: date | None = None
    archived_on: date | None = None
    suspended_on: date | None = None
    stopped_days: int = 0
    extended_days: int = 0
    decision_due_on: date | None = None
    decision_original_due_on: date | None = None

    @property
    def allowed(self) -> tuple[Kind, ...]:
        """The kinds of events that would not be refused today."""
        return tuple(kind for kind in Kind if transitions.refusal(self.course, kind) is None)

    def why_not(self, kind: Kind) -> str:
        """Why an event of this kind is refused today, in a sentence; empty where it is allowed."""
        violation = transitions.refusal(self.course, kind)
        return violation.message if violation else ""

    @property
    def next_deadline(self) -> Deadline | None:
        """The open deadline that ends first among those by which somebody owes something."""
        owed = [row for row in self.deadlines if row.is_open and row.is_work and row.due_on is not None]
        return min(owed, key=lambda row: row.due_on or date.max, default=None)


def fold(
    facts: Sequence[Fact],
    *,
    on: date,
    calendar: WorkCalendar,
    procedure: Procedure = Procedure.ORDINARY,
    edition: Edition | None = None,
    act: ActFacts | None = None,
) -> CaseState:
    """The state of a case on the day `on`, from all that happened up to that day.

    facts: in any order; later ones than `on` are ignored, those of one day keep their order. procedure: the one at
    filing unless `filed` names it; edition: the governing text, by the day of receipt unless given or `classified`.
    Raises RuleViolation for an impossible history; its `event` is the index in `facts`.
    """
    considered = in_order([fact for fact in facts if fact.on <= on])
    course = None
    for fact in considered:
        try:
            course = _take(course, fact, considered, calendar, procedure, edition)
        except RuleViolation as violation:
            violation.event = next(index for index, given in enumerate(facts) if given is fact)
            raise
    if course is None:
        return _nothing_yet(on, calendar, procedure, edition, act)
    steps.pass_time(course, on)
    return _state(course, on, act)


def _take(
    course: Course | None,
    fact: Fact,
    facts: Sequence[Fact],
    calendar: WorkCalendar,
    procedure: Procedure,
    edition: Edition | None,
) -> Course:
    if course is not None:
        steps.pass_time(course, fact.on)
    violation = transitions.too_early(fact, facts) if course is None else None
    violation = violation or transitions.refusal(course, fact.kind)
    if violation is not None:
        raise violation
    if course is None:
        course = Course(calendar, _governing(fact, facts, edition), procedure)
        if procedure is Procedure.SUMMARY:
            transitions.refuse_summary(course.edition)
    if fact.details:
        transitions.refuse_codes(course, fact)
    steps.apply(course, fact)
    course.facts[fact.kind].append(fact)
    return course


def _governing(received: Fact, facts: Sequence[Fact], edition: Edition | None) -> Edition:
    classified = [fact.get("edition") for fact in facts if fact.kind is Kind.CLASSIFIED and fact.get("edition")]
    return classified[-1] if classified else edition or law.edition_on(received.on)


def _nothing_yet(
    on: date, calendar: WorkCalendar, procedure: Procedure, edition: Edition | None, act: ActFacts | None
) -> CaseState:
    started = rows.before_receipt(act, on=on, calendar=calendar, edition=edition or law.edition_on(on))
    return CaseState(on, edition, procedure, None, begun(started, on), (), next_change(started, on))


def _state(course: Course, on: date, act: ActFacts | None) -> CaseState:
    started = rows.deadlines(course, on=on, act=act)
    deadlines = begun(started, on)
    findings = tuple(course.findings) + duty_findings(course, deadlines, on=on)
    state = CaseState(on, course.edition, course.procedure, course, deadlines, findings, next_change(started, on))
    state.state, state.accepted_on = _headline(course), course.accepted_on
    state.filed_on, state.deemed_filed = course.filed_on, course.deemed_filed
    state.concluded_on, state.voided_on = course.concluded_on, course.voided_on
    state.closed_on = course.concluded_on or course.not_filed_on
    state.disposition, state.deemed_abandoned = course.disposition, course.deemed_abandoned
    _add_conclusion(state, course)
    _add_decision(state, course)
    state.served_on = service.served_on(course, on)
    archived = course.facts.get(Kind.ARCHIVED)
    state.archived_on = archived[-1].on if archived else None
    state.stage = _stage(course, state)
    if state.stage is Stage.SUSPENDED:
        state.suspended_on = course.suspensions[-1].since
    return state


def _add_conclusion(state: CaseState, course: Course) -> None:
    if course.concluded is None:
        return
    fact = course.concluded
    state.outcome = headline(fact.get("outcome"), fact.get("parts") or ())
    state.ground, state.withdrawal = fact.get("ground") or "", fact.get("withdrawal")


def _add_decision(state: CaseState, course: Course) -> None:
    end = course.decision_end()
    if end is None:
        return
    state.decision_due_on, state.stopped_days, state.extended_days = end.due, end.stopped_days, course.extension
    state.decision_original_due_on = end.due
    if course.extension:
        original = course.decision_end(extension=0)
        state.decision_original_due_on = original.due if original else None


def _headline(course: Course) -> State:
    if course.concluded is not None:
        return State.CONCLUDED
    if course.not_filed_on is not None:
        return State.NOT_FILED
    return State.FILED if course.filed_on else State.ACCEPTED


def _stage(course: Course, state: CaseState) -> Stage:
    if course.voided_on or course.not_filed_on or (course.concluded and state.archived_on):
        return Stage.CLOSED
    if course.concluded:
        return Stage.SERVED if state.served_on else Stage.TO_BE_SERVED
    if course.filed_on:
        return Stage.SUSPENDED if course.open_suspension else Stage.UNDER_REVIEW
    return Stage.SUPPLEMENTING if course.supplement else Stage.SCREENING


def begun(deadlines: Sequence[Deadline], on: date) -> tuple[Deadline, ...]:
    """Those that have begun by `on`; a hearing is counted back from, and 申请期限 is told whenever an act is given."""
    return tuple(row for row in deadlines if row.starts_on <= on or row.kind in ALWAYS_LISTED)


def next_change(deadlines: Sequence[Deadline], on: date) -> date | None:
    """The day on which time alone changes something: one after the first running deadline's last day, or a start."""
    changes = [_changes_on(row, on) for row in deadlines]
    return min((day for day in changes if day is not None), default=None)


def _changes_on(row: Deadline, on: date) -> date | None:
    if row.starts_on > on and row.kind not in ALWAYS_LISTED:
        return row.starts_on
    if row.status is not Status.RUNNING or row.due_on is None or row.due_on == date.max:
        return None
    return row.due_on + timedelta(days=1)
