"""A report as titled tables, from which text, CSV and xlsx are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.reports.annual import Report
from cases.reports.breakdowns import Breakdown
from cases.reports.indicators import COUNTS, INDICATORS
from cases.reports.litigation import LITIGATION
from cases.reports.ratios import Ratio

Cell = str | int


class Table(NamedTuple):
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def tables(report: Report) -> Iterator[Table]:
    yield ratios(_("纠错率"), report.rates)
    yield counts(report)
    yield from (breakdown_table(breakdown) for breakdown in report.breakdowns.values())
    yield ratios(_("其他比率"), report.shares)
    yield days(report)
    yield Table(
        _("行政应诉"),
        (_("项目"), _("件数")),
        [(str(LITIGATION[name][0]), n) for name, n in report.litigation.items()],
    )
    yield published(report)


def ratios(title: str, found: Sequence[Ratio]) -> Table:
    rows = [(str(ratio.rate.label), f"{ratio.n}/{ratio.d}", ratio.shown, str(ratio.rate.base_label)) for ratio in found]
    return Table(title, (_("名称"), _("分子/分母"), _("百分比"), _("分母的含义")), rows)


def counts(report: Report) -> Table:
    rows = [(str(INDICATORS[name].label), report.numbers[name]) for name in COUNTS]
    return Table(_("件数"), (_("项目"), _("件数")), rows)


def balance(report: Report) -> str:
    """上期结转0 + 收件40 = 未立案终结9 + 办结24 + 期末未结7（平衡）"""
    shown = {name: f"{INDICATORS[name].label}{report.numbers[name]}" for name in COUNTS}
    verdict = _("平衡") if report.balanced else _("不平衡，请检查")
    return (
        f"{shown['carried_in']} + {shown['accepted']} = "
        f"{shown['not_filed']} + {shown['concluded']} + {shown['pending']}（{verdict}）"
    )


def breakdown_table(breakdown: Breakdown) -> Table:
    labels = [str(INDICATORS[name].label) for name in breakdown.indicators]
    rows: list[Sequence[Cell]] = [
        (row.label, *(row.counts[name] for name in breakdown.indicators)) for row in breakdown.rows
    ]
    if rows and not breakdown.overlapping:
        rows.append((_("合计"), *breakdown.totals.values()))
    title = _("%(name)s（一案可有数项）") if breakdown.overlapping else _("按%(name)s")
    return Table(title % {"name": breakdown.label}, (breakdown.label, *labels), rows)


def days(report: Report) -> Table:
    """审理天数: from the day on which the decision period begins, the days on which it stood still taken out."""
    found = report.durations
    rows = [
        (_("平均审理天数（扣除中止）"), found.average or "—"),
        (_("审理天数中位数"), found.median or "—"),
        (_("最长审理天数"), _whole(found.longest)),
        (_("期末未结最长天数（自收件）"), _whole(report.longest_pending)),
    ]
    return Table(_("时间"), (_("项目"), _("天数")), rows)


def _whole(value: int | None) -> Cell:
    return "—" if value is None else value


def published(report: Report) -> Table:
    rows = [
        (found.label, found.printed, found.computed, found.verdict, found.bases, found.source)
        for found in report.published
    ]
    return Table(
        _("与公布数比较"), (_("项目"), _("公布"), _("算出"), _("差异"), _("能算出公布值的分母"), _("出处")), rows
    )
