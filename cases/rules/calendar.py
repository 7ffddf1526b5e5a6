"""Counting days: working days, calendar days and years (第八十八条, 民事诉讼法第八十五条).

The day on which a period starts is never counted. A period in working days skips rest days and counts make-up
workdays. A period in calendar days or years that ends on a rest day ends on the first workday after it, which may be
a make-up Saturday or Sunday.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
NO_NAMES: Mapping[date, str] = MappingProxyType({})


class WorkCalendar:
    """Which days people work, after the notices of the State Council.

    rest: days without work beyond the usual Saturdays and Sundays; work: Saturdays and Sundays made workdays;
    known: the years with a notice; names: what a rest day or make-up workday belongs to.
    In a year without a notice only Saturdays and Sundays rest, and what touches it is provisional.
    """

    def __init__(
        self,
        rest: frozenset[date] = frozenset(),
        work: frozenset[date] = frozenset(),
        known: frozenset[int] = frozenset(),
        names: Mapping[date, str] = NO_NAMES,
    ) -> None:
        self.rest, self.work, self.known, self.names = rest, work, known, names
        self._first = date(min(known, default=2000), 1, 1).toordinal()
        self._last = date(max(known, default=2000), 12, 31).toordinal()

    def is_workday(self, day: date) -> bool:
        return (day.weekday() < 5 and day not in self.rest) or day in self.work

    def add_workdays(self, start: date, count: int) -> date:
        """The last day of a period of `count` working days that starts on `start` (not counted itself).

        A negative count goes back. What would leave the calendar of Python ends on its last or first day.
        """
        days = self._workdays
        position = bisect_right(days, start.toordinal()) - 1 + count if count > 0 else self._before(start) + count
        if self._first <= start.toordinal() <= self._last and 0 <= position < len(days):
            return date.fromordinal(days[position])
        return self._step_by_step(start, count)

    def roll(self, day: date) -> date:
        """`day` itself if it is a workday, else the first workday after it (民事诉讼法第八十五条第三款)."""
        while not self.is_workday(day) and day < date.max:
            day += timedelta(days=1)
        return day

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether the days from `first` to `last` touch a year without a notice."""
        if first.year == last.year:
            return first.year not in self.known
        return any(year not in self.known for year in range(first.year, last.year + 1))

    def name_of(self, day: date) -> str:
        """What makes a day a rest day or a workday, in words."""
        return self.names.get(day) or WEEKDAYS[day.weekday()]

    @cached_property
    def _workdays(self) -> list[int]:
        """All workdays of the known years, as ordinals: the look-up is a bisection instead of a walk."""
        days = (date.fromordinal(number) for number in range(self._first, self._last + 1))
        return [day.toordinal() for day in days if self.is_workday(day)]

    def _before(self, day: date) -> int:
        return bisect_left(self._workdays, day.toordinal())

    def _step_by_step(self, start: date, count: int) -> date:
        day, step, left = start, 1 if count > 0 else -1, abs(count)
        while left and date.min < day + timedelta(0) < date.max:
            day += timedelta(days=step)
            left -= self.is_workday(day)
        return day


def add_days(day: date, count: int) -> date:
    """`count` calendar days after `day`; Python's last day where there is none."""
    return date.fromordinal(max(1, min(day.toordinal() + count, date.max.toordinal())))


def add_years(day: date, count: int) -> date:
    """The same date `count` years later; where it does not exist, the last day of its month."""
    year = min(day.year + count, date.max.year)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
