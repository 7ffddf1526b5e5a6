"""Rates and shares: always n/d with the name of the base, never a bare percentage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

DASH: Final = "—"


def percent(n: int, d: int) -> str | None:
    """n/d in percent with one decimal, half rounded up; None where there is nothing to divide by."""
    return one_decimal(Fraction(100 * n, d)) if d else None


def one_decimal(value: Fraction) -> str:
    """Half rounded up."""
    tenths = (20 * value.numerator + value.denominator) // (2 * value.denominator)
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Rate:
    """How a rate is made: numerator and base are indicators, so that both have their lists of cases."""

    name: str
    label: Any
    numerator: str
    base: str
    base_label: Any
    source: Any
    differs: Any = ""
    to_one: bool = False

    def of(self, counts: Mapping[str, int]) -> Ratio:
        return Ratio(self, counts[self.numerator], counts[self.base])


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate with its numbers."""

    rate: Rate
    n: int
    d: int

    @property
    def percent(self) -> str | None:
        return percent(self.n, self.d)

    @property
    def shown(self) -> str:
        """12.5%, or a dash: nothing is divided by nothing. A ratio to one is shown as 2.9:1."""
        if self.rate.to_one:
            return f"{one_decimal(Fraction(self.n, self.d))}:1" if self.d else DASH
        return f"{self.percent}%" if self.percent is not None else DASH

    def __str__(self) -> str:
        return f"{self.n}/{self.d} = {self.shown}" if self.d else f"{self.n}/{self.d} {DASH}"


RATES: Final[tuple[Rate, ...]] = (
    Rate(
        "direct",
        _("直接纠错率"),
        "corrected",
        "concluded",
        _("办结"),
        _("司法部2019年发布会：办结的受理案件；北京2022、重庆2020、通州2020至2023"),
        _("方城县2024以受理（立案）为分母：29/151＝19.2%，以审结为分母应为29/135＝21.5%"),
    ),
    Rate(
        "decided",
        _("决定纠错率"),
        "corrected",
        "decided",
        _("办结减去终止和调解"),
        _("由司法部2023、2024年公布数推算，没有文字依据"),
        _("全国2024：5.8万件、12.07%，分母约48.05万，是办结64.1万的四分之三"),
    ),
    Rate(
        "comprehensive",
        _("综合纠错率"),
        "resolved",
        "concluded",
        _("办结"),
        _("珠海2018（243/1148）、上海2014（191件，含改正后终止77件）"),
        _("北京市系统把和解在终止之外又计一次；宣城2022另加维持后制发意见书的"),
    ),
    Rate(
        "filed",
        _("立案口径纠错率"),
        "corrected",
        "filed",
        _("立案"),
        _("方城县2024（29/151）"),
        _("分子是期内办结的，分母是期内立案的，两者不是同一批案件"),
    ),
)
"""The four of every report, the default first."""

SHARES: Final[tuple[Rate, ...]] = (
    Rate(
        "filing",
        _("立案率"),
        "filed",
        "accepted",
        _("收件"),
        _("湖北2020、上海、宝鸡2005"),
        _("有的报告称受案率、受理率"),
    ),
    Rate(
        "conclusion",
        _("办结率"),
        "concluded",
        "handled",
        _("上期结转加收件"),
        _("上海2014、陕西2016、中山2024"),
        _("重庆2020、四川2024上半年以受理为分母；通州2020以收到为分母"),
    ),
    Rate(
        "conciliated",
        _("调撤率"),
        "conciliated",
        "concluded",
        _("办结"),
        _("全国2024（16.79万，26.3%）、通州2023（170/977）"),
        _("扬州2024以收到为分母；温州2024另加受理前调撤；文山2023以纳入调解的为分母"),
    ),
    Rate(
        "defused",
        _("综合化解率"),
        "defused",
        "concluded",
        _("办结"),
        _("北京2022、通州2023（406/977，42%）"),
        _("宣城2022另加维持后制发意见书、建议书的"),
    ),
    Rate(
        "upheld",
        _("维持率"),
        "upheld",
        "concluded",
        _("办结"),
        _("行政复议法第六十八条"),
        _("重庆2020（1885/3086）、全国2007把驳回计入"),
    ),
    Rate(
        "sustained",
        _("维持率（含驳回）"),
        "sustained",
        "concluded",
        _("办结"),
        _("重庆2020（61.08%）"),
        _("不含驳回的另列为维持率"),
    ),
    Rate(
        "settled_before",
        _("案前化解率"),
        "settled_before",
        "accepted",
        _("收件"),
        _("上海2021至2022（11.2%）"),
        _("滨江2020把案前调解计入结案"),
    ),
    Rate(
        "closed_without_lawsuit",
        _("案结事了率"),
        "not_sued",
        "concluded",
        _("办结"),
        _("全国2023、2024上半年"),
        _("珠海2018、秀山2024公布的是它的反面：复议后起诉率"),
    ),
    Rate(
        "on_time",
        _("按期办结率"),
        "on_time",
        "concluded",
        _("办结"),
        _("行政复议法第六十二条；原第三十一条"),
        _("中止的时间扣除；北京市系统恢复审理后不再扣除，会多报超期"),
    ),
    Rate(
        "on_original_time",
        _("未延期按期办结率"),
        "on_original_time",
        "concluded",
        _("办结"),
        _("行政复议法第六十二条；原第三十一条"),
        _("北京市系统帮助文字以结案总数为分母，统计表却以受理总数为分母"),
    ),
    Rate(
        "opinions_answered",
        _("意见书反馈率"),
        "opinions_answered",
        "opinions",
        _("制发意见书"),
        _("行政复议法第七十六条"),
    ),
    Rate(
        "enterprises",
        _("企业申请占比"),
        "enterprises",
        "accepted",
        _("收件"),
        _("司法部工作报告"),
        _("滨州2024以受理为分母"),
    ),
    Rate(
        "head_appeared",
        _("负责人出庭应诉率"),
        "head_appeared",
        "head_known",
        _("已登记负责人是否出庭的行政诉讼"),
        _("滨州2024、云南2025的考核指标；行政诉讼法第三条第三款"),
        _("珠海2018的21.75%能由400得出，不能由应诉434件得出"),
    ),
    Rate(
        "to_litigation",
        _("复议诉讼比"),
        "accepted",
        "first_instance",
        _("一审行政诉讼"),
        _("温州2024（2.6）"),
        _("滨州2024以受理为分子（2.5）"),
        to_one=True,
    ),
    Rate("online", _("网上申请占比"), "online", "accepted", _("收件"), _("全国2024（13.46万，18%）")),
)
