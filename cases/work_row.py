"""One line of a work list: the case, what comes next in words, by when, on which article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from cases import next_action
from cases.models import Case, Deadline
from cases.rules.terms import OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class WorkRow:
    """deadline: the one that ends first; None where nothing is due."""

    case: Case
    deadline: Deadline | None = None

    @property
    def action(self) -> str:
        case = self.case
        if case.voided_on:
            return ""
        return next_action.action(case.due_kind, case.stage, archived=case.archived_on is not None)

    @property
    def article(self) -> str:
        return self.deadline.article if self.deadline else ""

    @property
    def length(self) -> str:
        return f"{self.deadline.length}{self.deadline.get_unit_display()}" if self.deadline else ""

    @property
    def effect(self) -> str:
        case = self.case
        return next_action.effect(case.due_kind, case.edition, case.state) if self.deadline else ""

    @property
    def waiting(self) -> bool:
        return self.deadline is not None and next_action.waits(self.deadline.bound)

    @property
    def provisional(self) -> bool:
        return self.deadline is not None and self.deadline.provisional

    @property
    def sentence(self) -> str:
        due = self.case.due_on
        return next_action.due_sentence(self.case.due_kind, due, self.case.stage) if self.deadline and due else ""


def rows(cases: Iterable[Case], *, today: date) -> list[WorkRow]:
    """Two queries for any number of cases: theirs, and the deadlines that end first."""
    listed = list(cases)
    deadlines = first_deadlines(listed)
    return [WorkRow(case, deadlines.get(case.pk)) for case in listed]


def first_deadlines(cases: Iterable[Case]) -> dict[int, Deadline]:
    statuses = [status.value for status in OPEN_STATUSES]
    listed = [case.pk for case in cases if case.due_kind]
    first = {"kind": F("case__due_kind"), "due_on": F("case__due_on")}
    return {
        deadline.case_id: deadline
        for deadline in Deadline.objects.filter(case__in=listed, status__in=statuses, **first)
    }
