"""Figures that somebody printed, beside ours: the difference, and which base would give the printed rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import PublishedFigure
from cases.rules.terms import Outcome

from .breakdowns import Breakdown, Row
from .indicators import INDICATORS
from .periods import Period
from .ratios import DASH, RATES, SHARES, Rate, percent
from .scope import Scope

BASES: Final = ("concluded", "filed", "accepted", "decided", "ended", "handled")
"""The denominators that have been found under rates of one name."""

RATES_BY_NAME: Final[Mapping[str, Rate]] = {
    "correction_rate": RATES[0],
    **{rate.name: rate for rate in (*SHARES, *RATES)},
}
NAMES: Final[Mapping[str, Any]] = {"correction_rate": gettext_lazy("纠错率"), "litigation": gettext_lazy("行政诉讼")}


@dataclass(frozen=True, slots=True)
class Fit:
    """A base with which the printed rate comes out."""

    base: str
    label: str
    n: int
    d: int
    rounding: str

    def __str__(self) -> str:
        return f"{self.n}/{self.d}（{self.label}，{self.rounding}）"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed figure and ours. difference is empty where there is none; fits only for rates."""

    indicator: str
    label: str
    printed: str
    computed: str
    difference: str
    source: str
    quote: str
    fits: tuple[Fit, ...] = ()
    is_rate: bool = False

    @property
    def verdict(self) -> str:
        return self.difference or _("无差异")

    @property
    def bases(self) -> str:
        """Which base gives the printed rate, in words; empty for counts."""
        if not self.is_rate:
            return ""
        return "；".join(map(str, self.fits)) or _("没有一种分母能算出这个比率")

    def as_dict(self) -> dict[str, Any]:
        return {
            "indicator": self.indicator,
            "label": self.label,
            "published": self.printed,
            "computed": self.computed,
            "difference": self.verdict,
            "source": self.source,
            "bases": [
                {"base": fit.base, "label": fit.label, "n": fit.n, "d": fit.d, "rounding": fit.rounding}
                for fit in self.fits
            ],
        }


def compare(
    scope: Scope,
    period: Period,
    numbers: Mapping[str, int],
    breakdowns: Mapping[str, Breakdown],
    litigation: Mapping[str, int],
) -> tuple[Comparison, ...]:
    """The figures printed for exactly this period.

    A figure is named by an indicator or a rate, or by a row of a breakdown: `outcome:revoked`, `matter:complaint`.
    """
    counts = {**outcome_counts(breakdowns["outcome"]), **litigation, **numbers}
    figures = scope.rows(PublishedFigure).filter(start=period.start, end=period.end).order_by("pk")
    return tuple(comparison(figure, counts, breakdowns) for figure in figures)


def records(scope: Scope) -> QuerySet[PublishedFigure]:
    """All that was printed of whatever period, the latest first."""
    return scope.rows(PublishedFigure).order_by("-start", "-end", "pk")


def outcome_counts(outcomes: Breakdown) -> dict[str, int]:
    counts = dict.fromkeys((outcome.value for outcome in Outcome), 0)
    for row in outcomes.rows:
        counts[row.key.partition(":")[0]] += row.counts["concluded"]
    return counts


def comparison(figure: PublishedFigure, counts: Mapping[str, int], breakdowns: Mapping[str, Breakdown]) -> Comparison:
    name, printed = figure.indicator, number(figure.value)
    is_rate = name == "correction_rate" or figure.value.rstrip().endswith(("%", "％"))
    dimension, colon, key = name.partition(":")
    fits: tuple[Fit, ...] = ()
    if colon and dimension in breakdowns:
        found = row_of(breakdowns[dimension], key)
        (computed, difference), fits = _compare_row(found, breakdowns[dimension], printed, counts, is_rate)
        label = found.label
    elif is_rate and name in RATES_BY_NAME:
        rate, label = RATES_BY_NAME[name], str(NAMES.get(name) or RATES_BY_NAME[name].label)
        computed, difference = _compare_ratio(str(rate.of(counts)), rate.of(counts).n, rate.of(counts).d, printed)
        fits = () if printed is None else fitting_bases(printed, counts[rate.numerator], counts)
    else:
        computed, difference = _compare_count(counts.get(name), printed)
        label = label_of(name)
    return Comparison(name, label, figure.value, computed, difference, figure.source, figure.quote, fits, is_rate)


def row_of(breakdown: Breakdown, key: str) -> Row:
    """An empty row where no case has the key."""
    blank = Row(key, key, dict.fromkeys(breakdown.indicators, 0))
    return next((row for row in breakdown.rows if row.key == key), blank)


def _compare_row(
    row: Row, breakdown: Breakdown, printed: Decimal | None, counts: Mapping[str, int], is_rate: bool
) -> tuple[tuple[str, str], tuple[Fit, ...]]:
    """Of the first indicator of its breakdown; a share may fit with any of them over its own base."""
    first = breakdown.indicators[0]
    if not is_rate:
        return _compare_count(row.counts[first], printed), ()
    ratio = f"{row.counts[first]}/{counts[first]} = {percent(row.counts[first], counts[first]) or DASH}%"
    fits = () if printed is None else tuple(_fit_row(row, breakdown, printed, counts))
    return _compare_ratio(ratio, row.counts[first], counts[first], printed), fits


def _fit_row(row: Row, breakdown: Breakdown, printed: Decimal, counts: Mapping[str, int]) -> Iterator[Fit]:
    for base in breakdown.indicators:
        rounding = rounding_of(printed, row.counts[base], counts[base])
        if base in BASES and rounding:
            yield Fit(base, str(INDICATORS[base].label), row.counts[base], counts[base], rounding)


def number(text: str) -> Decimal | None:
    """40件, 12.5%, 2.73万 as a number; None where it is none."""
    stripped = text.strip().rstrip("件%％ ")
    tens = 10_000 if stripped.endswith("万") else 1
    try:
        return Decimal(stripped.rstrip("余万")) * tens
    except InvalidOperation:
        return None


def label_of(name: str) -> str:
    if name in INDICATORS:
        return str(INDICATORS[name].label)
    return str(NAMES[name]) if name in NAMES else _(Outcome.labels().get(name, name))


def _compare_count(computed: int | None, printed: Decimal | None) -> tuple[str, str]:
    if computed is None:
        return "—", _("本系统没有这项指标")
    if printed is None:
        return str(computed), _("公布的不是数字")
    surplus = computed - int(printed)
    return str(computed), f"{surplus:+d}" if surplus else ""


def _compare_ratio(ratio: str, n: int, d: int, printed: Decimal | None) -> tuple[str, str]:
    """Compared at the decimals that were printed."""
    if printed is None or d == 0:
        return ratio, _("无法比较")
    computed = exact(n, d).quantize(unit(printed), ROUND_HALF_UP)
    return ratio, f"{computed - printed:+f}" if computed != printed else ""


def exact(n: int, d: int) -> Decimal:
    return Decimal(100 * n) / Decimal(d)


def unit(printed: Decimal) -> Decimal:
    """The last printed decimal: 0.1 for 12.5."""
    return Decimal(1).scaleb(int(printed.as_tuple().exponent))


def fitting_bases(printed: Decimal, n: int, counts: Mapping[str, int]) -> tuple[Fit, ...]:
    """Every known base over which n gives the printed percentage, rounded or cut off."""
    found = []
    for base in BASES:
        d = counts.get(base, 0)
        rounding = rounding_of(printed, n, d)
        if rounding:
            found.append(Fit(base, str(INDICATORS[base].label), n, d, rounding))
    return tuple(found)


def rounding_of(printed: Decimal, n: int, d: int) -> str:
    if d == 0:
        return ""
    if exact(n, d).quantize(unit(printed), ROUND_HALF_UP) == printed:
        return _("四舍五入")
    return _("截尾") if exact(n, d).quantize(unit(printed), ROUND_DOWN) == printed else ""
