"""Numbers and ratios as a page shows them: with the way to their cases, and beside the same period before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cases.reports.annual import Report
from cases.reports.breakdowns import Breakdown
from cases.reports.indicators import INDICATORS
from cases.reports.litigation import LITIGATION
from cases.reports.ratios import Rate, Ratio, percent

from .question import Question


@dataclass(frozen=True, slots=True)
class Figure:
    """before is None where the year before is not asked for."""

    label: str
    n: int
    url: str
    before: int | None = None
    before_url: str = ""

    @property
    def change(self) -> str:
        if self.before is None or self.before == self.n:
            return ""
        return f"{self.n - self.before:+d}"


@dataclass(frozen=True, slots=True)
class Linked:
    """A rate as n/d, each leading to its cases."""

    ratio: Ratio
    n_url: str
    d_url: str
    before: Ratio | None = None


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    figures: tuple[Figure, ...]
    share: str


@dataclass(frozen=True, slots=True)
class Table:
    """A breakdown. It has totals where its rows add up: not where a case may stand in several of them."""

    name: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Figure, ...]


def figure(asked: Question, name: str, numbers: Mapping[str, int], before: Mapping[str, int] | None = None) -> Figure:
    indicator = INDICATORS[name]
    if before is None:
        return Figure(str(indicator.label), numbers[name], asked.cases(name))
    last = asked.period.last_year
    return Figure(str(indicator.label), numbers[name], asked.cases(name), before[name], asked.cases(name, period=last))


def lawsuit_figures(asked: Question, now: Mapping[str, int], before: Mapping[str, int]) -> list[Figure]:
    last = asked.period.last_year
    return [
        Figure(str(label), now[name], asked.lawsuits(name), before[name], asked.lawsuits(name, last))
        for name, (label, _where) in LITIGATION.items()
    ]


def linked(asked: Question, ratio: Ratio, before: Mapping[str, int] | None = None) -> Linked:
    rate = ratio.rate
    then = rate.of(before) if before is not None else None
    return Linked(ratio, behind(asked, rate, rate.numerator), behind(asked, rate, rate.base), then)


def behind(asked: Question, rate: Rate, name: str) -> str:
    return asked.cases(name) if name in INDICATORS else asked.lawsuits(name)


def table(asked: Question, breakdown: Breakdown) -> Table:
    """Each number leads to its cases; a share is of the first indicator."""
    totals = breakdown.totals
    first = breakdown.indicators[0]
    rows = tuple(
        Row(
            row.label,
            tuple(
                Figure(row.label, row.counts[name], asked.cases(name, f"{breakdown.name}:{row.key}"))
                for name in breakdown.indicators
            ),
            "" if breakdown.overlapping else f"{percent(row.counts[first], totals[first]) or '—'}%",
        )
        for row in breakdown.rows
    )
    heads = tuple(str(INDICATORS[name].label) for name in breakdown.indicators)
    shown = () if breakdown.overlapping else tuple(figure(asked, name, totals) for name in breakdown.indicators)
    return Table(breakdown.name, breakdown.label, heads, rows, shown)


def tables(asked: Question, report: Report) -> list[Table]:
    return [table(asked, breakdown) for breakdown in report.breakdowns.values() if breakdown.rows]
