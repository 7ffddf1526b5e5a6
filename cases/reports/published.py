"""Figures that somebody printed, beside ours: the difference, and which base would give the printed rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import PublishedFigure
from cases.rules.terms import Outcome

from .breakdowns import Breakdown
from .indicators import INDICATORS
from .periods import Period
from .ratios import RATES, SHARES, Rate
from .scope import Scope

BASES: Final = ("concluded", "filed", "accepted", "decided", "ended", "handled")
"""The denominators that have been found under rates of one name."""

RATES_BY_NAME: Final[Mapping[str, Rate]] = {
    "correction_rate": RATES[0],
    **{rate.name: rate for rate in (*SHARES, *RATES) if rate.name not in INDICATORS},
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
    outcomes: Breakdown,
    litigation: Mapping[str, int],
) -> tuple[Comparison, ...]:
    """The figures printed for exactly this period."""
    counts = {
        **numbers,
        **{outcome.value: _of_outcome(outcomes, outcome) for outcome in Outcome},
        **litigation,
    }
    figures = scope.rows(PublishedFigure).filter(start=period.start, end=period.end).order_by("pk")
    return tuple(comparison(figure, counts) for figure in figures)


def _of_outcome(outcomes: Breakdown, outcome: Outcome) -> int:
    rows = (row for row in outcomes.rows if row.key.partition(":")[0] == outcome.value)
    return sum(row.counts["concluded"] for row in rows)


def comparison(figure: PublishedFigure, counts: Mapping[str, int]) -> Comparison:
    rate = RATES_BY_NAME.get(figure.indicator)
    printed = number(figure.value)
    if rate is not None:
        computed, difference = _compare_rate(rate, printed, counts)
        fits = () if printed is None else fitting_bases(printed, counts[rate.numerator], counts)
    else:
        computed, difference = _compare_count(counts.get(figure.indicator), printed)
        fits = ()
    return Comparison(
        figure.indicator,
        label_of(figure.indicator),
        figure.value,
        computed,
        difference,
        figure.source,
        figure.quote,
        fits,
        rate is not None,
    )


def number(text: str) -> Decimal | None:
    """40件, 12.5%, 2.73万 as a number; None where it is none."""
    stripped = text.strip().rstrip("件%％ ")
    tens = 10_000 if stripped.endswith("万") else 1
    try:
        return Decimal(stripped.rstrip("余万")) * tens
    except InvalidOperation:
        return None


def label_of(indicator: str) -> str:
    if indicator in NAMES:
        return str(NAMES[indicator])
    if indicator in RATES_BY_NAME:
        return str(RATES_BY_NAME[indicator].label)
    if indicator in INDICATORS:
        return str(INDICATORS[indicator].label)
    return _(Outcome.labels().get(indicator, indicator))


def _compare_count(computed: int | None, printed: Decimal | None) -> tuple[str, str]:
    if computed is None:
        return "—", _("本系统没有这项指标")
    if printed is None:
        return str(computed), _("公布的不是数字")
    surplus = computed - int(printed)
    return str(computed), f"{surplus:+d}" if surplus else ""


def _compare_rate(rate: Rate, printed: Decimal | None, counts: Mapping[str, int]) -> tuple[str, str]:
    """Compared at the decimals that were printed."""
    ratio = rate.of(counts)
    if printed is None or ratio.d == 0:
        return str(ratio), _("无法比较")
    computed = exact(ratio.n, ratio.d).quantize(unit(printed), ROUND_HALF_UP)
    return str(ratio), f"{computed - printed:+f}" if computed != printed else ""


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
        rounding = _rounding(printed, n, d)
        if rounding:
            found.append(Fit(base, str(INDICATORS[base].label), n, d, rounding))
    return tuple(found)


def _rounding(printed: Decimal, n: int, d: int) -> str:
    if d == 0:
        return ""
    if exact(n, d).quantize(unit(printed), ROUND_HALF_UP) == printed:
        return _("四舍五入")
    return _("截尾") if exact(n, d).quantize(unit(printed), ROUND_DOWN) == printed else ""
