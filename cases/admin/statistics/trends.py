"""变化趋势: the correction rate by month, by quarter and over five years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.charts.line import Line, line
from cases.reports import trends
from cases.reports.indicators import COUNTS, INDICATORS
from cases.reports.periods import Period
from cases.reports.ratios import Ratio

from .figures import Figure
from .question import Question, asking, show

TITLE = gettext_lazy("变化趋势")


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    figures: tuple[Figure, ...]
    direct: Ratio
    url: str


@dataclass(frozen=True, slots=True)
class Series:
    label: str
    chart: Line
    rows: tuple[Row, ...]


@asking(TITLE)
def shown(request: HttpRequest, asked: Question) -> HttpResponse:
    year = asked.period.end.year
    wanted = (
        (_("%(year)s年各月") % {"year": year}, [Period.month(year, n) for n in range(1, 13)]),
        (_("%(year)s年各季度") % {"year": year}, trends.quarters(year)),
        (_("五年"), trends.years(year)),
    )
    points = trends.points(
        [one for _label, group in wanted for one in group], scope=asked.scope, known_at=asked.known_at
    )
    found, series = iter(points), []
    for label, group in wanted:
        series.append(drawn(asked, label, [next(found) for _one in group]))
    heads = [INDICATORS[name].label for name in COUNTS]
    return show(request, asked, "trends", title=TITLE, series=series, heads=heads)


def drawn(asked: Question, label: str, points: Sequence[trends.Point]) -> Series:
    chart = line([(short(point.period), point.direct) for point in points])
    return Series(label, chart, tuple(row(asked, point) for point in points))


def row(asked: Question, point: trends.Point) -> Row:
    figures = tuple(
        Figure(str(INDICATORS[name].label), point.numbers[name], asked.cases(name, period=point.period))
        for name in COUNTS
    )
    url = asked.url("statistics", start=point.period.start, end=point.period.end)
    return Row(point.period.words, figures, point.direct, url)


def short(period: Period) -> str:
    """2024, 一季度, 5月: what has room under a point."""
    if period.is_year:
        return str(period.start.year)
    months = period.end.month - period.start.month + 1
    return f"{period.start.month}月" if months == 1 else f"{period.start.month}–{period.end.month}月"
