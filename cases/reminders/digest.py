"""What somebody has to be told today: what is late, what is due, what is due within three working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, Deadline, User
from cases.next_action import ACTIONS
from cases.rules.calendar import WorkCalendar
from cases.rules.deadlines import RIGHTS
from cases.rules.terms import DeadlineKind

AHEAD: Final = 3
RIGHT_KINDS = [kind.value for kind in RIGHTS]


@dataclass(frozen=True, slots=True)
class Digest:
    day: date
    everyone: bool
    overdue: tuple[Deadline, ...]
    today: tuple[Deadline, ...]
    soon: tuple[Deadline, ...]

    def __len__(self) -> int:
        return len(self.overdue) + len(self.today) + len(self.soon)

    @property
    def parts(self) -> list[tuple[str, tuple[Deadline, ...]]]:
        named = (
            (_("已超期"), self.overdue),
            (_("今日到期"), self.today),
            (_("%(n)s 个工作日内到期") % {"n": AHEAD}, self.soon),
        )
        return [(name, rows) for name, rows in named if rows]


def oversees(user: User) -> bool:
    """Who assigns cases is told of everybody's."""
    return user.has_perm("cases.assign_case")


def owed(user: User, *, everyone: bool) -> QuerySet[Deadline]:
    """Open deadlines of the cases that the user may see and handles, or sees at all."""
    cases = Case.objects.visible_to(user).counted()
    mine = cases if everyone else cases.on_desk_of(user)
    rows = Deadline.objects.open().filter(case__in=mine, due_on__isnull=False).exclude(kind__in=RIGHT_KINDS)
    return rows.select_related("case", "case__handler").order_by("due_on", "case_id", "id")


def digest(user: User, *, today: date, calendar: WorkCalendar) -> Digest:
    everyone = oversees(user)
    last = calendar.add_workdays(today, AHEAD)
    rows = list(owed(user, everyone=everyone).filter(due_on__lte=last))
    return Digest(
        today,
        everyone,
        overdue=chosen(row for row in rows if due(row) < today),
        today=chosen(row for row in rows if row.due_on == today),
        soon=chosen(row for row in rows if due(row) > today),
    )


def due(row: Deadline) -> date:
    """The last day; `owed` leaves out what has none."""
    return row.due_on or date.max


def chosen(rows: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(rows)


def action(row: Deadline) -> str:
    return _(ACTIONS[DeadlineKind(row.kind)])
