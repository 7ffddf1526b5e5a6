"""A month of the working-day calendar as its weeks."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.models import CalendarDay
from cases.models.columns import FOREVER
from cases.rules.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Cell:
    day: date
    within: bool
    workday: bool
    kind: str
    name: str

    @property
    def words(self) -> str:
        """What differs from the plain week is said, not only coloured."""
        if self.kind == CalendarDay.Kind.WORK:
            return _("班")
        return _("休") if not self.workday else ""

    @property
    def tone(self) -> str:
        if self.kind == CalendarDay.Kind.WORK:
            return "work"
        return "rest" if self.kind == CalendarDay.Kind.REST else ("" if self.workday else "weekend")


def weeks(month: date, workdays: WorkCalendar) -> list[list[Cell]]:
    rows = calendar.Calendar().monthdatescalendar(month.year, month.month)
    found = {
        row.day: row for row in CalendarDay.objects.filter(known_to=FOREVER, day__range=(rows[0][0], rows[-1][-1]))
    }
    return [[cell(day, month, found.get(day), workdays) for day in week] for week in rows]


def cell(day: date, month: date, row: CalendarDay | None, workdays: WorkCalendar) -> Cell:
    kind, name = (row.kind, row.name) if row else ("", "")
    return Cell(day, day.month == month.month, workdays.is_workday(day), kind, name)


def first_of(text: str, today: date) -> date:
    """`2026-10`; anything else is this month."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if 2000 <= month.year <= 2100 else today.replace(day=1)


def shifted(month: date, by: int) -> str:
    number = month.year * 12 + month.month - 1 + by
    return f"{number // 12:04}-{number % 12 + 1:02}"
