"""What is counted: one table. A count, a breakdown and the list behind a number all use the same condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.rules.terms import (
    CORRECTIONS,
    Channel,
    Disposition,
    Edition,
    Outcome,
    PartyType,
    State,
    Withdrawal,
)

from .periods import Period

Condition = Callable[[Period], Q]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number of cases: its name, what it counts in words, where that comes from, and the condition itself.

    dated_by: the column whose day puts a case into the period; empty for what is counted on a day (结转、未结).
    """

    name: str
    label: Any
    words: Any
    source: Any
    condition: Condition
    dated_by: str = ""


def on(column: str, also: Q | None = None) -> Condition:
    """The day lies in the period, first and last day included: a boundary day counts once (no second range)."""

    def condition(period: Period) -> Q:
        within = Q(**{f"{column}__gte": period.start, f"{column}__lte": period.end})
        return within & also if also is not None else within

    return condition


def concluded(also: Q | None = None) -> Condition:
    """By the closing day, which is the day of conclusion where there is one, and has the index."""
    ended = Q(concluded_on__isnull=False)
    return on("closed_on", ended & also if also is not None else ended)


def carried_in(period: Period) -> Q:
    """Received before the first day, not ended before it."""
    return Q(accepted_on__lt=period.start) & (Q(closed_on__isnull=True) | Q(closed_on__gte=period.start))


def pending(period: Period) -> Q:
    """Received by the last day, not ended by it."""
    return Q(accepted_on__lte=period.end) & (Q(closed_on__isnull=True) | Q(closed_on__gt=period.end))


def handled(period: Period) -> Q:
    return Q(accepted_on__lte=period.end) & (Q(closed_on__isnull=True) | Q(closed_on__gte=period.start))


def flows(period: Period) -> Q:
    """Cases to which something that is counted happened in the period."""
    return on("accepted_on")(period) | on("filed_on")(period) | on("closed_on")(period)


def overdue(period: Period) -> Q:
    return pending(period) & Q(filed_on__lte=period.end, decision_due_on__lt=period.end)


def aged(of: Condition, least: int, most: int | None = None) -> Condition:
    """Received so many days before the last day."""

    def condition(period: Period) -> Q:
        found = of(period) & Q(accepted_on__lte=period.end - timedelta(least))
        return found if most is None else found & Q(accepted_on__gte=period.end - timedelta(most))

    return condition


def awaiting(period: Period) -> Q:
    """Neither filed nor ended unfiled by the last day."""
    return pending(period) & (Q(filed_on__isnull=True) | Q(filed_on__gt=period.end))


NOT_FILED: Final = Q(state=State.NOT_FILED.value)
TERMINATED: Final = Q(outcome=Outcome.TERMINATED.value)
MEDIATED: Final = Q(outcome=Outcome.MEDIATED.value)
CORRECTED: Final = Q(outcome__in=[outcome.value for outcome in CORRECTIONS])
# 实施条例第四十二条第一款第四项：经准许达成和解而终止
SETTLED: Final = TERMINATED & (
    Q(withdrawal=Withdrawal.SETTLED.value) | Q(edition=Edition.LAW_2017.value, ground="4", withdrawal="")
)
RESPONDENT_CHANGED: Final = TERMINATED & Q(withdrawal=Withdrawal.RESPONDENT_CHANGED.value)
REJECTED: Final = Q(outcome__in=[Outcome.CLAIM_REJECTED.value, Outcome.DISMISSED.value])
WITHDRAWN: Final = TERMINATED & (Q(ground="1") | ~Q(withdrawal=""))

AGES: Final = ((0, 30), (31, 60), (61, 90), (91, None))
"""Days since receipt, by which pending cases are told apart."""

COUNTY: Final = _("望都县年度报告的用语")
FORM: Final = _("统计报表国法复统字1号")
OFFICE: Final = _("司法部2019年发布会的口径：办结的受理案件")

_ALL: Final[tuple[Indicator, ...]] = (
    Indicator("carried_in", _("上期结转"), _("期初以前收件，期初仍未终了的案件"), FORM, carried_in),
    Indicator("accepted", _("收件"), _("期内收到并登记的行政复议申请"), COUNTY, on("accepted_on"), "accepted_on"),
    Indicator(
        "filed",
        _("立案"),
        _("期内审查后受理的案件，含视为受理"),
        _("行政复议法第三十条；原第十七条"),
        on("filed_on"),
        "filed_on",
    ),
    Indicator(
        "not_filed",
        _("未立案终结"),
        _("期内不予受理、告知或转送、视为放弃、撤回、案前化解的申请"),
        _("行政复议法第三十条、第三十一条；原第十七条"),
        on("closed_on", NOT_FILED),
        "closed_on",
    ),
    Indicator(
        "concluded",
        _("办结"),
        _("期内立案后审理终结的案件，含终止和调解，不含未立案终结"),
        OFFICE,
        concluded(),
        "closed_on",
    ),
    Indicator(
        "corrected",
        _("纠错"),
        _("期内办结案件中变更、撤销、部分撤销、确认违法、确认无效、责令履行的案件"),
        _("行政复议法第六十三条至第六十七条；原第二十八条"),
        concluded(CORRECTED),
        "closed_on",
    ),
    Indicator("pending", _("期末未结"), _("期末以前收件，期末仍未终了的案件"), FORM, pending),
    Indicator(
        "ended",
        _("终了"),
        _("办结加未立案终结"),
        _("通州2020的“审结”含不予受理和补正过期"),
        on("closed_on"),
        "closed_on",
    ),
    Indicator("handled", _("在办"), _("上期结转加本期收件"), FORM, handled),
    Indicator("awaiting", _("期末待审查"), _("期末未立案也未终结的申请"), FORM, awaiting),
    Indicator(
        "decided",
        _("作出决定"),
        _("期内办结案件减去终止、调解"),
        _("行政复议法第六十三条至第六十九条、第三十三条"),
        concluded(~TERMINATED & ~MEDIATED),
        "closed_on",
    ),
    Indicator(
        "resolved",
        _("综合纠错"),
        _("纠错，加调解，加达成和解、被申请人改变行政行为而终止的案件；每件只计一次"),
        _("珠海2018、上海2014的算法；和解属于终止，只计一次"),
        concluded(CORRECTED | MEDIATED | SETTLED | RESPONDENT_CHANGED),
        "closed_on",
    ),
    Indicator(
        "conciliated",
        _("调解、和解、撤回"),
        _("期内办结案件中调解的，和因撤回、和解而终止的"),
        _("行政复议法第七十三条、第七十四条、第四十一条"),
        concluded(MEDIATED | SETTLED | WITHDRAWN),
        "closed_on",
    ),
    Indicator(
        "upheld",
        _("维持"),
        _("期内办结案件中维持的"),
        _("行政复议法第六十八条；原第二十八条第一款第一项"),
        concluded(Q(outcome=Outcome.UPHELD.value)),
        "closed_on",
    ),
    Indicator(
        "rejected",
        _("驳回"),
        _("期内办结案件中驳回请求和驳回申请的"),
        _("行政复议法第六十九条、第三十三条；实施条例第四十八条"),
        concluded(REJECTED),
        "closed_on",
    ),
    Indicator(
        "sustained",
        _("维持和驳回"),
        _("期内办结案件中维持、驳回请求、驳回申请的"),
        _("重庆2020“维持（驳回、维持）”"),
        concluded(REJECTED | Q(outcome=Outcome.UPHELD.value)),
        "closed_on",
    ),
    Indicator(
        "defused",
        _("综合化解"),
        _("纠错，加调解、和解、撤回；每件只计一次"),
        _("北京2022、通州2021至2024的算法"),
        concluded(CORRECTED | MEDIATED | SETTLED | WITHDRAWN),
        "closed_on",
    ),
    Indicator(
        "not_sued",
        _("未再起诉"),
        _("期内办结、至今既没有登记起诉、也没有登记经过复议的行政诉讼的案件"),
        _("司法部2023年工作报告“案结事了”"),
        concluded(Q(sued=False)),
        "closed_on",
    ),
    Indicator(
        "on_time",
        _("按期办结"),
        _("期内办结，未超过审理期限（含延长，扣除停止计算的时间）"),
        _("行政复议法第六十二条；原第三十一条"),
        concluded(Q(decision_due_on__isnull=True) | Q(concluded_on__lte=F("decision_due_on"))),
        "closed_on",
    ),
    Indicator(
        "on_original_time",
        _("未延期按期办结"),
        _("期内办结，未超过不含延长的审理期限"),
        _("行政复议法第六十二条；原第三十一条"),
        concluded(
            Q(decision_original_due_on__isnull=True) | Q(concluded_on__lte=F("decision_original_due_on")),
        ),
        "closed_on",
    ),
    Indicator(
        "overdue",
        _("期末超期"),
        _("期末未结，且审理期限已过（停止计算的不算）"),
        _("行政复议法第六十二条；原第三十一条"),
        overdue,
    ),
    *(
        Indicator(
            f"pending_{least}",
            f"未结{least}至{most}日" if most else f"未结{least}日以上",
            _("期末未结案件，按自收件之日起的天数分"),
            _("行政复议法第六十二条：六十日、九十日"),
            aged(pending, least, most),
        )
        for least, most in AGES
    ),
    *(
        Indicator(
            f"overdue_{least}",
            f"超期{least}至{most}日" if most else f"超期{least}日以上",
            _("期末超期案件，按自收件之日起的天数分"),
            _("行政复议法第六十二条：六十日、九十日"),
            aged(overdue, least, most),
        )
        for least, most in AGES
    ),
    Indicator(
        "opinions",
        _("制发意见书"),
        _("期内制发行政复议意见书的案件"),
        _("行政复议法第七十六条；实施条例第五十七条"),
        on("opinion_issued_on"),
        "opinion_issued_on",
    ),
    Indicator(
        "opinions_answered",
        _("意见书已反馈"),
        _("期内制发意见书、至今已收到反馈的案件"),
        _("行政复议法第七十六条；实施条例第五十七条"),
        on("opinion_issued_on", Q(opinion_answered_on__isnull=False)),
        "opinion_issued_on",
    ),
    Indicator(
        "enterprises",
        _("企业申请"),
        _("期内收件中申请人为法人的申请"),
        _("司法部工作报告“涉企案件”；此处按申请人类型"),
        on("accepted_on", Q(applicant_type=PartyType.FIRM.value)),
        "accepted_on",
    ),
    Indicator(
        "online",
        _("网上申请"),
        _("期内收件中通过网络提出的申请"),
        _("行政复议法第二十二条第二款"),
        on("accepted_on", Q(channel=Channel.ONLINE.value)),
        "accepted_on",
    ),
    Indicator(
        "settled_before",
        _("案前化解"),
        _("期内未立案终结的申请中案前化解的"),
        _("地方年度报告“受理前化解”"),
        on("closed_on", Q(disposition=Disposition.SETTLED.value)),
        "closed_on",
    ),
)

INDICATORS: Final[Mapping[str, Indicator]] = MappingProxyType({indicator.name: indicator for indicator in _ALL})

COUNTS: Final = ("carried_in", "accepted", "filed", "not_filed", "concluded", "corrected", "pending")
"""The seven of every report."""

FLOWS: Final = ("accepted", "filed", "not_filed", "concluded", "corrected")
"""What happened in the period, by which breakdowns are made."""


def relevant(period: Period) -> Q:
    """Every case that some indicator of the period counts, in pieces that each have an index."""
    earlier = Q(accepted_on__lt=period.start)
    never_ended, ended_later = earlier & Q(closed_on__isnull=True), earlier & Q(closed_on__gt=period.end)
    spanning = never_ended | ended_later
    return on("accepted_on")(period) | on("closed_on")(period) | spanning | on("opinion_issued_on")(period)
