"""What the facts of a case mean, written where SQL can sort, filter and count. Written here and nowhere else.

`project` computes, `write` stores. The events are the truth; `cases.upkeep` compares and repairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from cases import inserting, versions
from cases.history import Classification, History, classify, tenures
from cases.models import Assignment, Case, CaseVersion, Deadline
from cases.models.columns import NEVER
from cases.rules.calendar import WorkCalendar
from cases.rules.deadlines import Deadline as Period
from cases.rules.terms import Kind
from cases.rules.timeline import CaseState, fold

Row = tuple[Any, ...]

FROM_STATE = (
    "accepted_on",
    "filed_on",
    "deemed_filed",
    "concluded_on",
    "closed_on",
    "deemed_abandoned",
    "voided_on",
    "served_on",
    "archived_on",
    "suspended_on",
    "stopped_days",
    "extended_days",
    "decision_due_on",
    "decision_original_due_on",
    "next_change_on",
)
CODES = ("edition", "procedure", "state", "stage", "disposition", "outcome", "ground", "withdrawal")
FROM_CLASSIFICATION = ("respondent_id", "respondent_type", "matter_id", "field_id", "handler_id", "second_id")
FIRST_OF = {
    "sued_on": Kind.SUED,
    "opinion_issued_on": Kind.OPINION_ISSUED,
    "opinion_answered_on": Kind.OPINION_ANSWERED,
    "normative_review_on": Kind.NORMATIVE_REVIEW_REQUESTED,
}
DEADLINE = (
    "kind",
    "ref",
    "party_id",
    "starts_on",
    "length",
    "unit",
    "due_on",
    "article",
    "edition",
    "provisional",
    "unverified",
    "met_on",
    "status",
    "bound",
)
ASSIGNMENT = ("role", "user_id", "since", "until")


@dataclass(slots=True)
class Projected:
    """What a history means on a day: columns of the case, and the rows that hang on it."""

    columns: dict[str, Any]
    deadlines: list[Row]
    assignments: list[Row]


@dataclass(slots=True)
class Change:
    """What is to be written for one case: what was known from which moment on, the last of it to stay.

    extra: columns that do not follow from the facts (version, chain, moment). told: what the open version says, where
    that may be something else than the case does. stood: what is stored, where the writer knows it; the rows that stay
    are then not read.
    """

    case: Case
    known: Sequence[Known]
    extra: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] | None = None
    stood: Projected | None = None

    @property
    def to(self) -> Projected:
        return self.known[-1][1]


Known = tuple[datetime, Projected]


def state_of(history: History, *, on: date, calendar: WorkCalendar) -> CaseState:
    """Raises RuleViolation for an impossible history."""
    return fold(
        history.facts,
        on=on,
        calendar=calendar,
        procedure=history.procedure,
        edition=history.edition,
        act=history.act,
    )


def project(history: History, *, on: date, calendar: WorkCalendar) -> Projected:
    state = state_of(history, on=on, calendar=calendar)
    columns = {
        **_from_state(state),
        **_from_classification(classify(history)),
        **{name: history.first(kind) for name, kind in FIRST_OF.items()},
        "compensation": _compensation(history),
        "channel": history.opening.details.get("channel", ""),
        "last_event_on": history.effective[-1].occurred_on,
    }
    return Projected(columns, [_deadline_row(row) for row in state.deadlines], [tuple(row) for row in tenures(history)])


def _from_state(state: CaseState) -> dict[str, Any]:
    columns = {name: getattr(state, name) for name in FROM_STATE}
    columns.update({name: _code(getattr(state, name)) for name in CODES})
    due = None if state.voided_on else state.next_deadline
    columns["due_on"] = due.due_on if due else None
    columns["due_key"] = columns["due_on"] or NEVER
    columns["due_kind"] = due.kind.value if due else ""
    columns["provisional"] = any(row.provisional and row.is_open for row in state.deadlines)
    columns["findings"] = [finding.code for finding in state.findings]
    columns["has_finding"] = bool(state.findings)
    return columns


def _from_classification(found: Classification) -> dict[str, Any]:
    return {name: getattr(found, name) for name in FROM_CLASSIFICATION}


def _compensation(history: History) -> Decimal | None:
    """The amount awarded, where it is written as a number."""
    concluded = [event for event in history.effective if event.kind == Kind.CONCLUDED]
    text = concluded[-1].details.get("compensation", "") if concluded else ""
    try:
        amount = Decimal(text.replace(",", "").removesuffix("元")) if text else None
    except InvalidOperation:
        return None
    return amount.quantize(Decimal("0.01")) if amount is not None and 0 <= amount < 10**13 else None


def _code(value: Any) -> str:
    return str(value or "")


def _deadline_row(row: Period) -> Row:
    return (
        str(row.kind),
        row.ref or "",
        row.party,
        row.starts_on,
        row.length,
        str(row.unit),
        row.due_on,
        row.article,
        str(row.edition),
        row.provisional,
        row.unverified,
        row.met_on,
        str(row.status),
        str(row.bound),
    )


# ---------- time ----------


def elapsed(history: History, *, since: date | None, today: date, calendar: WorkCalendar) -> list[Known]:
    """What time alone brought about up to today: each change holds from the start of its day, whoever looked when."""
    found: list[Known] = []
    while since is not None and since <= today:
        projected = project(history, on=since, calendar=calendar)
        found.append((versions.midnight(since), projected))
        following = projected.columns["next_change_on"]
        if following is not None and following <= since:
            raise ValueError(f"the next change after {since} cannot be on {following}")
        since = following
    return found


# ---------- writing ----------


def rows(
    cases: Sequence[Case], projected: Sequence[Projected]
) -> tuple[list[Deadline], list[Assignment], list[CaseVersion]]:
    """The rows that hang on new cases, not yet stored; the cases' columns were set by `assign`."""
    pairs = list(zip(cases, projected, strict=True))
    return (
        [_made(Deadline, DEADLINE, case.pk, row) for case, to in pairs for row in to.deadlines],
        [_made(Assignment, ASSIGNMENT, case.pk, row) for case, to in pairs for row in to.assignments],
        [versions.first(case) for case in cases],
    )


def assign(case: Case, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(case, name, value)


def write(changes: Sequence[Change]) -> None:
    """Stores what differs. Obsolete deadlines go first: a case that closes may have none that is open."""
    deadlines = _replaced(Deadline, DEADLINE, _moved(changes, "deadlines"))
    assignments = _replaced(Assignment, ASSIGNMENT, _moved(changes, "assignments"))
    known = [_write_case(change) for change in changes]
    told = [row for change, steps in zip(changes, known, strict=True) for row in _told(change, steps)]
    inserting.insert(deadlines, assignments, told)


def _write_case(change: Change) -> list[versions.Step]:
    """Stores the columns that differ; returns the steps that change what reports count."""
    case, before = change.case, versions.counted(change.case)
    told = before if change.told is None else change.told
    updates = {**differing(case, change.to), **change.extra}
    if updates:
        Case.objects.filter(pk=case.pk).update(**updates)
        assign(case, updates)
    unchanged = {name: before[name] for name in before if name not in change.to.columns}
    return versions.changes(told, [(moment, {**unchanged, **found.columns}) for moment, found in change.known])


def differing(case: Case, to: Projected) -> dict[str, Any]:
    return {name: value for name, value in to.columns.items() if getattr(case, name) != value}


def _told(change: Change, steps: list[versions.Step]) -> list[CaseVersion]:
    return versions.follow(change.case.pk, steps) if steps else []


def _moved(changes: Sequence[Change], rows: str) -> dict[int, list[Row]]:
    """What is wanted of the cases whose rows may have to change."""
    return {
        change.case.pk: getattr(change.to, rows)
        for change in changes
        if change.stood is None or getattr(change.stood, rows) != getattr(change.to, rows)
    }


def _replaced(model: Any, columns: Sequence[str], wanted: Mapping[int, list[Row]]) -> list[Any]:
    """Deletes the rows that no longer hold and returns the new ones, not yet stored. What stays is not touched."""
    if not wanted:
        return []
    missing = {case_id: list(rows) for case_id, rows in wanted.items()}
    obsolete = []
    for pk, case_id, *values in model.objects.filter(case_id__in=wanted).values_list("pk", "case_id", *columns):
        row = tuple(values)
        if row in missing[case_id]:
            missing[case_id].remove(row)
        else:
            obsolete.append(pk)
    if obsolete:
        model.objects.filter(pk__in=obsolete).delete()
    return [_made(model, columns, case_id, row) for case_id, rows in missing.items() for row in rows]


def _made(model: Any, columns: Sequence[str], case_id: int, row: Row) -> Any:
    return model(case_id=case_id, **dict(zip(columns, row, strict=True)))
