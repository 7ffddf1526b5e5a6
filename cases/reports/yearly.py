"""The section of the annual report, in the order of the published ones (方城县2024, 通州区2019至2024).

Each number knows the list of its cases, so that the preview can link it; as text it is only a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from .annual import Report, headline
from .breakdowns import Breakdown, Row
from .periods import Period
from .ratios import Ratio, one_decimal, percent
from .scope import Scope

SHOWN = 5
"""So many rows of a long breakdown stand in the text; the others are summed up."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text, or a number with what stands behind it: an indicator and its rows, or lawsuits."""

    text: str
    indicator: str = ""
    by: Mapping[str, str] = field(default_factory=dict)
    lawsuits: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    title: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


def numbers_before(period: Period, *, scope: Scope, known_at: datetime | None = None) -> dict[str, int]:
    """The indicators of the same period of the year before, to compare with."""
    return headline(scope.versions(known_at), period.last_year)[0]


def section(report: Report, before: Mapping[str, int] | None = None) -> list[Paragraph]:
    """before: the numbers of the same period of the year before, where they are to be compared."""
    paragraphs = [
        Paragraph("案件办理情况", tuple(handling(report, before))),
        Paragraph("被申请人构成", tuple(composition(report, "respondent_type", "accepted"))),
        Paragraph("申请复议事项", tuple(composition(report, "matter", "accepted"))),
        Paragraph("行政管理类别", tuple(composition(report, "field", "accepted"))),
        Paragraph("案件审理情况", tuple(results(report))),
        Paragraph("行政应诉情况", tuple(lawsuits(report))),
    ]
    return [paragraph for paragraph in paragraphs if paragraph.parts]


def as_text(paragraphs: list[Paragraph]) -> str:
    return "\n".join(f"{numeral(place)}、{item.title}\n{item.text}\n" for place, item in enumerate(paragraphs))


def numeral(place: int) -> str:
    return "一二三四五六七八九十"[place]


def handling(report: Report, before: Mapping[str, int] | None) -> Iterator[Part]:
    n = report.numbers
    yield Part(f"{report.period.words}，新收行政复议申请")
    yield number("accepted", n["accepted"])
    yield Part(f"件{growth('accepted', n, before)}，上期结转")
    yield number("carried_in", n["carried_in"])
    yield Part("件。审查后立案")
    yield number("filed", n["filed"])
    yield Part("件，未立案终结")
    yield number("not_filed", n["not_filed"])
    yield from dispositions(report)
    yield Part("；办结")
    yield number("concluded", n["concluded"])
    yield Part(f"件{growth('concluded', n, before)}，期末未结")
    yield number("pending", n["pending"])
    yield Part("件。")


def dispositions(report: Report) -> Iterator[Part]:
    rows = report.breakdowns["disposition"].rows
    yield Part("件（其中" if rows else "件")
    yield from listed(rows, "disposition", "not_filed")
    if rows:
        yield Part("）")


def composition(report: Report, name: str, indicator: str) -> Iterator[Part]:
    """The greatest first, each with its share; a long tail is summed up."""
    breakdown = report.breakdowns[name]
    rows = sorted((row for row in breakdown.rows if row.counts[indicator]), key=lambda row: -row.counts[indicator])
    if not rows:
        return
    total = breakdown.totals[indicator]
    yield Part(f"新收申请中，按{breakdown.label}分：")
    for place, row in enumerate(rows[:SHOWN]):
        yield Part(f"{'，' if place else ''}{row.label}")
        yield number(indicator, row.counts[indicator], {name: row.key})
        yield Part(f"件，占{percent(row.counts[indicator], total)}%")
    rest = sum(row.counts[indicator] for row in rows[SHOWN:])
    yield Part(f"，其余{len(rows) - SHOWN}类共{rest}件。" if rest else "。")


def results(report: Report) -> Iterator[Part]:
    if not report.numbers["concluded"]:
        yield Part("本期没有办结的案件。")
        return
    yield Part("办结的案件中，")
    yield from listed(report.breakdowns["outcome"].rows, "outcome", "concluded")
    yield Part("。直接纠错")
    yield number("corrected", report.numbers["corrected"])
    yield Part(f"件，纠错率{rate_words(report.direct)}")
    comprehensive = report.rates[2]
    yield Part("；综合纠错")
    yield number("resolved", comprehensive.n)
    yield Part(f"件，综合纠错率{rate_words(comprehensive)}。")
    yield from by_matter(report.breakdowns["matter"])
    if report.durations.average:
        yield Part(f"平均审理{report.durations.average}天（扣除中止），中位数{report.durations.median}天。")


def by_matter(breakdown: Breakdown) -> Iterator[Part]:
    rows = [row for row in breakdown.rows if row.counts["corrected"]]
    if rows:
        yield Part("被纠错的案件，按申请复议事项分：")
        yield from listed(tuple(rows), "matter", "corrected")
        yield Part("。")


def lawsuits(report: Report) -> Iterator[Part]:
    sued = report.litigation
    yield Part("组织参加行政诉讼")
    yield suits("litigation", sued)
    yield Part("件")
    if sued["litigation"]:
        yield Part("，其中一审")
        yield suits("first_instance", sued)
        yield Part("件，经过复议的")
        yield suits("after_reconsideration", sued)
        yield Part("件")
    if sued["head_known"]:
        share = percent(sued["head_appeared"], sued["head_known"])
        yield Part("；负责人出庭")
        yield suits("head_appeared", sued)
        yield Part("件，占已登记")
        yield suits("head_known", sued)
        yield Part(f"件的{share}%")
    yield Part("。")


def suits(name: str, numbers: Mapping[str, int]) -> Part:
    return Part(str(numbers[name]), lawsuits=name)


def listed(rows: tuple[Row, ...], name: str, indicator: str) -> Iterator[Part]:
    for place, row in enumerate(rows):
        yield Part(f"{'，' if place else ''}{row.label}")
        yield number(indicator, row.counts[indicator], {name: row.key})
        yield Part("件")


def number(indicator: str, value: int, by: Mapping[str, str] | None = None) -> Part:
    return Part(str(value), indicator, by or {})


def rate_words(ratio: Ratio) -> str:
    """12.5%（3/24，分母为办结）"""
    return f"{ratio.shown}（{ratio.n}/{ratio.d}，分母为{ratio.rate.base_label}）"


def growth(name: str, numbers: Mapping[str, int], before: Mapping[str, int] | None) -> str:
    """（同比增长128.8%）; nothing where the year before had none."""
    now, then = numbers[name], before[name] if before else 0
    if not then:
        return ""
    if now == then:
        return "（与上年同期持平）"
    change = one_decimal(Fraction(100 * abs(now - then), then))
    return f"（同比{'增长' if now > then else '下降'}{change}%）"
