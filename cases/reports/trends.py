"""Figures over time, and beside the same period of the year before: what the statistics pages draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .annual import series
from .indicators import COUNTS
from .periods import Period
from .ratios import RATES, Ratio
from .scope import Scope, check_known_at, refresh

YEARS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series, with the direct rate."""

    period: Period
    numbers: Mapping[str, int]

    @property
    def direct(self) -> Ratio:
        return RATES[0].of(self.numbers)


def points(periods: Sequence[Period], *, scope: Scope, known_at: datetime | None = None) -> list[Point]:
    check_known_at(known_at)
    refresh()
    return [Point(period, numbers) for period, numbers in series(scope.versions(known_at), periods, COUNTS)]


def quarters(year: int) -> list[Period]:
    return [Period.quarter(year, number) for number in (1, 2, 3, 4)]


def years(last: int) -> list[Period]:
    return [Period.year(year) for year in range(last - YEARS + 1, last + 1)]


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of this period and of the same period of the year before."""

    name: str
    now: int
    before: int

    @property
    def change(self) -> int:
        return self.now - self.before


def compared(period: Period, *, scope: Scope, known_at: datetime | None = None) -> tuple[list[Compared], Ratio, Ratio]:
    """The seven numbers now and a year before, and the two direct rates, in one query."""
    now, before = points([period, period.last_year], scope=scope, known_at=known_at)
    rows = [Compared(name, now.numbers[name], before.numbers[name]) for name in COUNTS]
    return rows, now.direct, before.direct
