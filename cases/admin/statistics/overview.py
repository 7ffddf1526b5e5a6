"""统计分析: key figures beside the year before, the funnel, the rates, every breakdown."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.admin.charts.bars import bars
from cases.reports.annual import Report, annual
from cases.reports.indicators import AGES, COUNTS
from cases.reports.litigation import litigation
from cases.reports.yearly import numbers_before

from .figures import Figure, figure, lawsuit_figures, linked, tables
from .question import Question, asking, show

TITLE = _("统计分析")
FUNNEL = ("accepted", "filed", "concluded", "corrected")
OPINIONS = ("opinions", "opinions_answered")


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the funnel, as wide as its share of the greatest."""

    figure: Figure
    width: int


@asking(TITLE)
def statistics(request: HttpRequest, asked: Question) -> HttpResponse:
    report = annual(asked.period, scope=asked.scope, known_at=asked.known_at)
    before = numbers_before(asked.period, scope=asked.scope, known_at=asked.known_at)
    sued = litigation(asked.scope, asked.period.last_year, known_at=asked.known_at)
    then = {**before, **sued}
    months = report.breakdowns["month"].rows
    return show(
        request,
        asked,
        "overview",
        title=TITLE,
        report=report,
        counts={name: figure(asked, name, report.numbers, before) for name in COUNTS},
        funnel=funnel(asked, report),
        rates=[linked(asked, ratio, then) for ratio in report.rates],
        shares=[linked(asked, ratio, then) for ratio in report.shares],
        chart=bars([(row.label, row.counts["concluded"], row.counts["corrected"]) for row in months]),
        ages=[age(asked, report, least, most) for least, most in AGES],
        overdue=figure(asked, "overdue", report.numbers, before),
        opinions=[figure(asked, name, report.numbers, before) for name in OPINIONS],
        lawsuits=lawsuit_figures(asked, report.litigation, sued),
        tables=tables(asked, report),
    )


def age(asked: Question, report: Report, least: int, most: int | None) -> tuple[str, Figure, Figure]:
    """Days since receipt; how many are pending, and how many of them overdue."""
    days = f"{least}–{most}" if most else f"≥ {least}"
    return (
        days,
        figure(asked, f"pending_{least}", report.numbers),
        figure(asked, f"overdue_{least}", report.numbers),
    )


def funnel(asked: Question, report: Report) -> list[Stage]:
    figures = [figure(asked, name, report.numbers) for name in FUNNEL]
    most = max(one.n for one in figures) or 1
    return [Stage(one, round(Fraction(100 * one.n, most))) for one in figures]
