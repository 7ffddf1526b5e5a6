"""Keeping the projections true: what time has changed, what a new calendar has changed, what differs and is repaired.

In batches, each in a transaction of its own: memory stays flat, and writers wait for a moment only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases import calendars, clock, locks, projections, versions
from cases.batches import pk_ranges
from cases.history import History, load
from cases.models import Assignment, Case, CaseVersion, Deadline
from cases.models.columns import FOREVER
from cases.rules.calendar import WorkCalendar
from cases.rules.errors import RuleViolation
from cases.rules.terms import OPEN_STATUSES, DeadlineKind

KEY = ("kind", "ref", "party_id", "starts_on")
OPEN = frozenset(status.value for status in OPEN_STATUSES)


@dataclass(frozen=True, slots=True)
class Move:
    """A due date of an open case that a new calendar has moved."""

    number: str
    kind: DeadlineKind
    old: date | None
    new: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Something stored that is not what the events say."""

    case_id: int
    number: str
    what: str
    stored: Any
    computed: Any

    def __str__(self) -> str:
        return _("%(number)s：%(what)s 现为 %(stored)s，应为 %(computed)s") % {
            "number": self.number,
            "what": self.what,
            "stored": self.stored,
            "computed": self.computed,
        }


@dataclass(slots=True)
class Outcome:
    """How far a run has come."""

    seen: int = 0
    changed: int = 0
    failed: list[str] = field(default_factory=list)


# ---------- time ----------


def refresh(*, today: date) -> Iterator[Outcome]:
    """Moves the cases whose `next_change_on` has come. Yields after each batch."""
    outcome, calendar = Outcome(), calendars.current()
    for ids in pk_ranges(Case.objects.to_refresh(today=today)):
        with transaction.atomic():
            _refresh(_locked(Case.objects.filter(pk__in=ids).to_refresh(today=today)), today, calendar, outcome)
        yield outcome


def _refresh(cases: Sequence[Case], today: date, calendar: WorkCalendar, outcome: Outcome) -> None:
    histories, changes = load([case.pk for case in cases]), []
    for case in cases:
        outcome.seen += 1
        try:
            known = projections.elapsed(histories[case.pk], since=case.next_change_on, today=today, calendar=calendar)
        except RuleViolation as violation:
            outcome.failed.append(f"{case.number}：{violation.message}")
        else:
            changes.append(projections.Change(case, known, {"version": case.version + 1}))
    projections.write(changes)
    outcome.changed += len(changes)


def _locked(cases: QuerySet[Case]) -> list[Case]:
    """Nobody else writes these cases until the transaction ends (SQLite has one writer anyway)."""
    locks.recording()
    return list(cases.select_for_update().order_by("pk"))


# ---------- a new calendar ----------


def touched(first: date, last: date) -> QuerySet[Case]:
    """Cases with a period that touches these days: the others cannot be moved by what these days are."""
    periods = Deadline.objects.filter(Q(due_on__gte=first) | Q(due_on__isnull=True), starts_on__lte=last)
    hearings = Deadline.objects.filter(kind=DeadlineKind.HEARING_NOTICE.value, starts_on__gte=first, due_on__lte=last)
    return Case.objects.filter(Q(pk__in=periods.values("case_id")) | Q(pk__in=hearings.values("case_id")))


def recompute(cases: QuerySet[Case], *, today: date) -> Iterator[tuple[Outcome, list[Move]]]:
    """Writes what the present calendar makes of these cases. Yields after each batch, with the due dates that moved."""
    outcome, calendar = Outcome(), calendars.current()
    for ids in pk_ranges(cases):
        with transaction.atomic():
            moves = _recompute(_locked(Case.objects.filter(pk__in=ids)), today, calendar, outcome)
        yield outcome, moves


def _recompute(cases: Sequence[Case], today: date, calendar: WorkCalendar, outcome: Outcome) -> list[Move]:
    histories, before = load([case.pk for case in cases]), _stored(Deadline, projections.DEADLINE, cases)
    changes, moves = [], []
    for case in cases:
        outcome.seen += 1
        try:
            to = projections.project(histories[case.pk], on=_day(case, today), calendar=calendar)
        except RuleViolation as violation:
            outcome.failed.append(f"{case.number}：{violation.message}")
            continue
        if projections.differing(case, to) or sorted(before[case.pk], key=str) != sorted(to.deadlines, key=str):
            changes.append(projections.Change(case, [(clock.now(), to)], {"version": case.version + 1}))
            moves += _moves(case, before[case.pk], to.deadlines)
    projections.write(changes)
    outcome.changed += len(changes)
    return moves


def _moves(case: Case, before: Iterable[projections.Row], after: Iterable[projections.Row]) -> list[Move]:
    if case.closed_on is not None or case.voided_on is not None:
        return []
    old = {_key(row): row for row in before}
    return [
        Move(case.number, DeadlineKind(_of(row, "kind")), _of(old[_key(row)], "due_on"), _of(row, "due_on"))
        for row in after
        if _key(row) in old and _of(row, "status") in OPEN and _of(old[_key(row)], "due_on") != _of(row, "due_on")
    ]


def _key(row: projections.Row) -> tuple[Any, ...]:
    return tuple(_of(row, name) for name in KEY)


def _of(row: projections.Row, name: str) -> Any:
    return row[projections.DEADLINE.index(name)]


# ---------- comparing and repairing ----------


def differences(cases: QuerySet[Case], *, today: date) -> Iterator[tuple[int, list[Difference]]]:
    """Recomputes every projection; yields for each batch how many cases it saw and what differs."""
    calendar = calendars.current()
    for ids in pk_ranges(cases):
        with transaction.atomic():
            batch = list(Case.objects.filter(pk__in=ids).order_by("pk"))
            yield len(batch), list(_compare(batch, today, calendar))


def rebuild(cases: QuerySet[Case], *, today: date) -> Iterator[Outcome]:
    """Writes what the events say wherever something else is stored."""
    outcome, calendar = Outcome(), calendars.current()
    for ids in pk_ranges(cases):
        with transaction.atomic():
            _rebuild(_locked(Case.objects.filter(pk__in=ids)), today, calendar, outcome)
        yield outcome


def _rebuild(cases: Sequence[Case], today: date, calendar: WorkCalendar, outcome: Outcome) -> None:
    outcome.seen += len(cases)
    wrong = {difference.case_id for difference in _compare(cases, today, calendar)}
    histories, told = load(list(wrong)), _stored(CaseVersion, versions.COLUMNS, cases, known_to=FOREVER)
    changes = []
    for case in (case for case in cases if case.pk in wrong):
        history = histories[case.pk]
        if (case.events_count, case.head) != (len(history.events), history.head):
            outcome.failed.append(f"{case.number}：事项数或链尾与事项记录不符，请先运行 verify_log 查明")
            continue  # 链尾是事项有无被删除的凭据，重写等于销毁凭据
        try:
            to = projections.project(history, on=_day(case, today), calendar=calendar)
        except (RuleViolation, StopIteration) as error:
            outcome.failed.append(f"{case.number}：{error}")
            continue
        before = dict(zip(versions.COLUMNS, told[case.pk][0], strict=True)) if told[case.pk] else {}
        changes.append(projections.Change(case, [(clock.now(), to)], {"version": case.version + 1}, before))
    projections.write(changes)
    outcome.changed += len(changes)


def _compare(cases: Sequence[Case], today: date, calendar: WorkCalendar) -> Iterator[Difference]:
    histories = load([case.pk for case in cases])
    deadlines = _stored(Deadline, projections.DEADLINE, cases)
    assignments = _stored(Assignment, projections.ASSIGNMENT, cases)
    known = _stored(CaseVersion, versions.COLUMNS, cases, known_to=FOREVER)
    for case in cases:
        history = histories[case.pk]
        try:
            to = projections.project(history, on=_day(case, today), calendar=calendar)
        except (RuleViolation, StopIteration) as error:
            yield Difference(case.pk, case.number, _("事项"), len(history.events), str(error) or _("缺少收件"))
            continue
        yield from _columns(case, history, to)
        yield from _rows(case, _("期限"), deadlines[case.pk], to.deadlines)
        yield from _rows(case, _("承办"), assignments[case.pk], to.assignments)
        yield from _rows(case, _("报表数据"), known[case.pk], [tuple(versions.counted(case).values())])


def _columns(case: Case, history: History, to: projections.Projected) -> Iterator[Difference]:
    chain = {"events_count": len(history.events), "head": history.head, "due_key": to.columns["due_key"]}
    for name, computed in {**to.columns, **chain}.items():
        if getattr(case, name) != computed:
            label = str(getattr(Case._meta.get_field(name), "verbose_name", name))
            yield Difference(case.pk, case.number, label, getattr(case, name), computed)


def _rows(case: Case, what: str, stored: Sequence[Any], computed: Sequence[Any]) -> Iterator[Difference]:
    left, right = sorted(map(str, stored)), sorted(map(str, computed))
    if left != right:
        extra = [row for row in left if row not in right]
        missing = [row for row in right if row not in left]
        yield Difference(case.pk, case.number, what, extra, missing)


def _stored(model: Any, columns: Sequence[str], cases: Sequence[Case], **where: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {case.pk: [] for case in cases}
    rows = model.objects.filter(case_id__in=found, **where).order_by("pk")
    for case_id, *values in rows.values_list("case_id", *columns):
        found[case_id].append(tuple(values))
    return found


def _day(case: Case, today: date) -> date:
    """The last day for which the stored projection claims to hold: refreshing is another matter than being wrong."""
    return min(today, case.next_change_on - timedelta(days=1)) if case.next_change_on else today
