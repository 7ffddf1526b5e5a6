"""What every figure means, as data: shown on the screen, printed, and frozen with a published report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from .indicators import FORM, INDICATORS, Indicator
from .litigation import LITIGATION
from .ratios import RATES, SHARES, Rate


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is not a number of cases: days, lawsuits."""

    name: str
    label: Any
    words: Any
    source: Any

    def as_dict(self) -> dict[str, str]:
        return {"name": self.name, "label": str(self.label), "words": str(self.words), "source": str(self.source)}


DAYS: Final = (
    Measure(
        "average_days",
        _("平均审理天数"),
        _("期内办结案件从审理期限起算日到办结日的天数，减去停止计算的天数，再除以件数"),
        _("行政复议法第六十二条；原第三十一条。北京市系统把办结案件的天数除以全部受理案件，天数偏少"),
    ),
    Measure(
        "median_days",
        _("审理天数中位数"),
        _("同一批案件的天数从小到大排列，居中的一个；居中有两个的，取其平均"),
        _("行政复议法第六十二条；原第三十一条"),
    ),
    Measure(
        "longest_pending",
        _("期末未结最长天数"),
        _("期末未结案件中，自收件之日到期末最后一日的最大天数"),
        FORM,
    ),
)


def lawsuit_measures() -> list[Measure]:
    """By the day on which the notice of the lawsuit came."""
    words = _("期内收到应诉通知的行政诉讼，按应诉登记的内容")
    return [
        Measure(name, label, words, _("行政诉讼法第三条、第二十六条")) for name, (label, _where) in LITIGATION.items()
    ]


def definitions() -> dict[str, Any]:
    return {
        "indicators": [indicator_words(indicator) for indicator in INDICATORS.values()],
        "rates": [rate_words(rate) for rate in (*RATES, *SHARES)],
        "measures": [measure.as_dict() for measure in (*DAYS, *lawsuit_measures())],
    }


def indicator_words(indicator: Indicator) -> dict[str, str]:
    return {
        "name": indicator.name,
        "label": str(indicator.label),
        "words": str(indicator.words),
        "source": str(indicator.source),
    }


def rate_words(rate: Rate) -> dict[str, str]:
    return {
        "name": rate.name,
        "label": str(rate.label),
        "formula": f"{term(rate.numerator)} ÷ {term(rate.base)}",
        "base": str(rate.base_label),
        "source": str(rate.source),
        "differs": str(rate.differs),
    }


def term(name: str) -> str:
    """The label of a numerator or a base."""
    return str(INDICATORS[name].label if name in INDICATORS else LITIGATION[name][0])
