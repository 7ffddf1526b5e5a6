"""One line of a work list: the case, what comes next in words, by when, on which article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases import next_action
from cases.models import Case, Deadline
from cases.rules.terms import OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class WorkRow:
    case: Case
    action: str
    article: str = ""
    length: str = ""
    effect: str = ""
    waiting: bool = False
    provisional: bool = False
    sentence: str = ""


def rows(cases: Iterable[Case], *, today: date) -> list[WorkRow]:
    """Two queries for any number of cases: theirs, and the deadlines that end first."""
    listed = list(cases)
    deadlines = first_deadlines(listed)
    return [row(case, deadlines.get(case.pk)) for case in listed]


def first_deadlines(cases: Iterable[Case]) -> dict[int, Deadline]:
    statuses = [status.value for status in OPEN_STATUSES]
    open_rows = Deadline.objects.filter(case__in=[case.pk for case in cases if case.due_kind], status__in=statuses)
    found: dict[int, Deadline] = {}
    wanted = {case.pk: (case.due_kind, case.due_on) for case in cases}
    for deadline in open_rows:
        if wanted[deadline.case_id] == (deadline.kind, deadline.due_on):
            found[deadline.case_id] = deadline
    return found


def row(case: Case, deadline: Deadline | None) -> WorkRow:
    archived = case.archived_on is not None
    action = "" if case.voided_on else next_action.action(case.due_kind, case.stage, archived=archived)
    if deadline is None or case.due_on is None:
        return WorkRow(case, action)
    return WorkRow(
        case,
        action,
        article=deadline.article,
        length=f"{deadline.length}{deadline.get_unit_display()}",
        effect=next_action.effect(case.due_kind, case.edition, case.state),
        waiting=next_action.waits(deadline.bound),
        provisional=deadline.provisional,
        sentence=next_action.due_sentence(case.due_kind, case.due_on, case.stage),
    )
