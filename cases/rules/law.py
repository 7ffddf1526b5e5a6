"""The numbers of the law as data: every period with its unit, start, article, edition and effect on expiry.

When the law changes, add a line with the day from which it holds; the old line stays.
Articles: 「第六十二条第一款」 is the law revised in 2023, 「原第三十一条第一款」 the law as amended in 2017,
「实施条例」 the Implementing Regulation of 2007. Its revision of 2026 could not be read: what rests on it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from .terms import Bound, DeadlineKind, Edition, Procedure, Unit

LAW_2023_FROM: Final = date(2024, 1, 1)
REGULATION_2026_FROM: Final = date(2026, 7, 1)
MAX_EXTENSION: Final = 30

REGULATION_2026: Final = "2026年修订的实施条例文本尚未取得，按2007年实施条例计算"


def edition_on(received_on: date) -> Edition:
    """The text in force on the day of receipt governs the whole procedure (第九十条；过渡规则无明文，推荐读法)."""
    if received_on >= REGULATION_2026_FROM:
        return Edition.LAW_2026
    return Edition.LAW_2023 if received_on >= LAW_2023_FROM else Edition.LAW_2017


@dataclass(frozen=True, slots=True)
class Period:
    """One statutory period of one edition.

    code: its place in the table of periods, such as P5; length with its unit, or None where a document fixes it;
    start: from when, in words; effect: what its expiry brings about; unverified: why the reading is only the
    recommended one, or empty.
    """

    code: str
    kind: DeadlineKind | None
    length: int | None
    unit: Unit
    start: str
    article: str
    bound: Bound
    effect: str
    unverified: str = ""
    threshold: bool = False


_W, _D, _Y = Unit.WORKDAYS, Unit.DAYS, Unit.YEARS
_K = DeadlineKind
_UNIT_OPEN = "实施条例未明确“日”的单位，按工作日计算（推荐读法）"
_UNIT_OPEN_DAYS = "实施条例未明确“日”的单位，按自然日计算（从严读法）"

_LATE_APPLICATION = "不予受理；受理后发现的，驳回申请"
_SUE = "可以依法起诉"
_OMISSION = "履行期限届满之日；没有规定期限的，为机关收到请求满60日之日"

_LAW_2017: Final = (
    Period("P1", _K.APPLICATION, 60, _D, "知道行政行为之日", "原第九条第一款", Bound.APPLICANT, _LATE_APPLICATION),
    Period(
        "P1-omission",
        _K.APPLICATION,
        60,
        _D,
        _OMISSION,
        "原第九条第一款、实施条例第十六条",
        Bound.APPLICANT,
        _LATE_APPLICATION,
    ),
    Period(
        "P2",
        _K.APPLICATION,
        60,
        _D,
        "收到补充告知之日",
        "实施条例第十五条第一款第五项",
        Bound.APPLICANT,
        _LATE_APPLICATION,
    ),
    Period("P4", None, None, _D, "障碍消除之日", "原第九条第二款", Bound.APPLICANT, "继续计算剩余天数"),
    Period("P5", _K.SCREENING, 5, _W, "收到申请之日", "原第十七条第一款", Bound.AUTHORITY, "自收到之日起即为受理"),
    Period(
        "P6",
        _K.SUPPLEMENT_NOTICE,
        5,
        _W,
        "收到申请之日",
        "实施条例第二十九条",
        Bound.AUTHORITY,
        "审查期限届满即为受理",
        _UNIT_OPEN,
    ),
    Period("P7", _K.SUPPLEMENT, None, _D, "收到补正通知之日", "实施条例第二十九条", Bound.APPLICANT, "视为放弃申请"),
    Period(
        "P8",
        _K.SCREENING,
        5,
        _W,
        "收到补正材料之日",
        "原第十七条第一款",
        Bound.AUTHORITY,
        "即为受理",
        "原法未规定补正后的审查期限，按第十七条重新计算（推荐读法）",
    ),
    Period("P10", _K.FORWARDING, 7, _W, "接到申请之日", "原第十八条", Bound.AUTHORITY, "由接受转送的机关审查"),
    Period(
        "P11",
        _K.AGREEMENT,
        10,
        _D,
        "收到申请之日",
        "实施条例第三十条",
        Bound.AUTHORITY,
        "由共同上一级机关十日内指定；所用时间不计入审理期限",
        _UNIT_OPEN_DAYS,
    ),
    Period("P12", _K.COURT_ACTION, 15, _D, "收到决定书之日", "原第十九条", Bound.APPLICANT, "丧失起诉机会"),
    Period("P13", _K.COPY, 7, _W, "受理之日", "原第二十三条第一款", Bound.AUTHORITY, "内部超期"),
    Period(
        "P14",
        _K.ANSWER,
        10,
        _D,
        "收到副本之日",
        "原第二十三条第一款",
        Bound.RESPONDENT,
        "视为没有证据、依据（原第二十八条第一款第四项）",
    ),
    Period("P16", _K.DECISION, 60, _D, "受理之日", "原第三十一条第一款", Bound.AUTHORITY, _SUE),
    Period("P17", None, MAX_EXTENSION, _D, "原期限届满之日", "原第三十一条第一款", Bound.AUTHORITY, "第九十日届满"),
    Period("P20", _K.NORMATIVE_HANDLING, 30, _D, "提出审查申请之日", "原第二十六条", Bound.AUTHORITY, "内部超期"),
    Period("P21", _K.NORMATIVE_TRANSFER, 7, _W, "提出审查申请之日", "原第二十六条", Bound.AUTHORITY, "内部超期"),
    Period("P24", _K.NORMATIVE_ANSWER, 60, _D, "收到转送之日", "原第二十六条", Bound.OTHER, "催办"),
    Period(
        "P25",
        _K.SUSPENSION_LIMIT,
        60,
        _D,
        "中止之日",
        "实施条例第四十二条第二款",
        Bound.AUTHORITY,
        "终止复议",
        threshold=True,
    ),
    Period(
        "P26",
        _K.OPINION_FEEDBACK,
        60,
        _D,
        "收到意见书之日",
        "实施条例第五十七条第一款",
        Bound.OTHER,
        "督促",
    ),
    Period(
        "P27",
        _K.REMAKE,
        60,
        _D,
        "送达决定书之日",
        "实施条例第四十九条第一款",
        Bound.RESPONDENT,
        "追究责任（实施条例第六十二条）",
        "起算日无明文，按送达之日（推荐读法）",
    ),
    Period(
        "P28", _K.PERFORMANCE, None, _D, "送达决定书之日", "原第二十八条第一款第二项", Bound.RESPONDENT, "责令限期履行"
    ),
    Period(
        "P29", _K.COURT_ACTION, 15, _D, "收到决定书之日", "行政诉讼法第四十五条", Bound.APPLICANT, "决定可以强制执行"
    ),
    Period("P30", _K.COURT_ACTION, 15, _D, "复议期限届满之日", "行政诉讼法第四十五条", Bound.APPLICANT, "丧失起诉机会"),
    Period("P31", _K.PUBLIC_NOTICE, 30, _D, "发出公告之日", "民事诉讼法第九十五条", Bound.AUTHORITY, "视为送达"),
)

_LAW_2023: Final = (
    Period(
        "P1",
        _K.APPLICATION,
        60,
        _D,
        "知道或者应当知道行政行为之日",
        "第二十条第一款",
        Bound.APPLICANT,
        _LATE_APPLICATION,
    ),
    Period(
        "P1-omission",
        _K.APPLICATION,
        60,
        _D,
        _OMISSION,
        "第二十条第一款、实施条例第十六条",
        Bound.APPLICANT,
        _LATE_APPLICATION,
    ),
    Period(
        "P2",
        _K.APPLICATION,
        60,
        _D,
        "知道申请复议的权利、机关和期限之日",
        "第二十条第三款",
        Bound.APPLICANT,
        _LATE_APPLICATION,
    ),
    Period(
        "P2-cap", _K.APPLICATION, 1, _Y, "知道行政行为内容之日", "第二十条第三款", Bound.APPLICANT, _LATE_APPLICATION
    ),
    Period("P3", _K.APPLICATION, 5, _Y, "行政行为作出之日", "第二十一条", Bound.APPLICANT, "不予受理"),
    Period("P3-land", _K.APPLICATION, 20, _Y, "行政行为作出之日", "第二十一条", Bound.APPLICANT, "不予受理"),
    Period("P4", None, None, _D, "障碍消除之日", "第二十条第二款", Bound.APPLICANT, "继续计算剩余天数"),
    Period("P5", _K.SCREENING, 5, _W, "收到申请之日", "第三十条第一款", Bound.AUTHORITY, "视为受理（第三十条第三款）"),
    Period(
        "P6", _K.SUPPLEMENT_NOTICE, 5, _W, "收到申请之日", "第三十一条第一款", Bound.AUTHORITY, "审查期限届满视为受理"
    ),
    Period(
        "P7", _K.SUPPLEMENT, 10, _W, "收到补正通知之日", "第三十一条第二款", Bound.APPLICANT, "视为放弃申请，记录在案"
    ),
    Period(
        "P8", _K.SCREENING, 5, _W, "收到补正材料之日", "第三十一条第三款", Bound.AUTHORITY, "视为受理（第三十条第三款）"
    ),
    Period("P9", _K.FORWARDING, 5, _W, "处罚机关收到申请之日", "第三十二条第二款", Bound.OTHER, "法律未规定后果"),
    Period(
        "P11",
        _K.AGREEMENT,
        10,
        _D,
        "收到申请之日",
        "实施条例第三十条",
        Bound.AUTHORITY,
        "由共同上一级机关十日内指定；所用时间不计入审理期限",
        _UNIT_OPEN_DAYS,
    ),
    Period("P12", _K.COURT_ACTION, 15, _D, "收到决定书之日", "第三十四条", Bound.APPLICANT, "丧失起诉机会"),
    Period("P13", _K.COPY, 7, _W, "受理之日", "第四十八条", Bound.AUTHORITY, "内部超期"),
    Period("P13-summary", _K.COPY, 3, _W, "受理之日", "第五十四条第一款", Bound.AUTHORITY, "内部超期"),
    Period("P14", _K.ANSWER, 10, _W, "收到副本之日", "第四十八条", Bound.RESPONDENT, "视为没有证据、依据（第七十条）"),
    Period(
        "P14-summary",
        _K.ANSWER,
        5,
        _W,
        "收到副本之日",
        "第五十四条第一款",
        Bound.RESPONDENT,
        "视为没有证据、依据（第七十条）",
    ),
    Period(
        "P15",
        _K.HEARING_NOTICE,
        5,
        _W,
        "自听证之日往前",
        "第五十一条第一款",
        Bound.AUTHORITY,
        "听证须改期",
        "“五日前”按五个完整工作日计算（稳妥读法）",
    ),
    Period("P16", _K.DECISION, 60, _D, "受理之日", "第六十二条第一款", Bound.AUTHORITY, _SUE),
    Period("P17", None, MAX_EXTENSION, _D, "原期限届满之日", "第六十二条第一款", Bound.AUTHORITY, "第九十日届满"),
    Period(
        "P18",
        _K.DECISION,
        30,
        _D,
        "受理之日",
        "第六十二条第二款",
        Bound.AUTHORITY,
        "届满前可以转为普通程序（第五十五条）",
    ),
    Period("P19", None, 60, _D, "受理之日（不自转换之日）", "第五十五条", Bound.AUTHORITY, _SUE),
    Period("P20", _K.NORMATIVE_HANDLING, 30, _D, "提出审查申请之日", "第五十六条", Bound.AUTHORITY, "内部超期"),
    Period("P21", _K.NORMATIVE_TRANSFER, 7, _W, "提出审查申请之日", "第五十六条", Bound.AUTHORITY, "内部超期"),
    Period("P22", _K.NORMATIVE_NOTICE, 3, _W, "中止之日", "第五十八条第一款", Bound.AUTHORITY, "内部超期"),
    Period("P23", _K.NORMATIVE_REPLY, 10, _W, "制定机关收到通知之日", "第五十八条第一款", Bound.OTHER, "催办"),
    Period("P24", _K.NORMATIVE_ANSWER, 60, _D, "收到转送之日", "第六十条", Bound.OTHER, "催办"),
    Period(
        "P25", _K.SUSPENSION_LIMIT, 60, _D, "中止之日", "第四十一条第五项", Bound.AUTHORITY, "终止复议", threshold=True
    ),
    Period(
        "P26",
        _K.OPINION_FEEDBACK,
        60,
        _D,
        "收到意见书之日",
        "第七十六条",
        Bound.OTHER,
        "责令限期履行、约谈或者通报（第七十七条）",
    ),
    Period(
        "P27",
        _K.REMAKE,
        60,
        _D,
        "送达决定书之日",
        "实施条例第四十九条第一款",
        Bound.RESPONDENT,
        "追究责任（实施条例第六十二条）",
        "起算日无明文，按送达之日（推荐读法）",
    ),
    Period(
        "P28", _K.PERFORMANCE, None, _D, "送达决定书之日", "第六十六条", Bound.RESPONDENT, "责令限期履行（第七十七条）"
    ),
    Period(
        "P29",
        _K.COURT_ACTION,
        15,
        _D,
        "收到决定书之日",
        "行政诉讼法第四十五条",
        Bound.APPLICANT,
        "决定可以强制执行（第七十八条）",
    ),
    Period("P30", _K.COURT_ACTION, 15, _D, "复议期限届满之日", "行政诉讼法第四十五条", Bound.APPLICANT, "丧失起诉机会"),
    Period("P31", _K.PUBLIC_NOTICE, 30, _D, "发出公告之日", "民事诉讼法第九十五条", Bound.AUTHORITY, "视为送达"),
    Period("P32", None, None, _D, "决定书生效之后", "第七十九条第二款", Bound.AUTHORITY, "法律未规定天数"),
)


def _under_2026(period: Period) -> Period:
    if "实施条例" not in period.article:
        return period
    return replace(period, unverified="；".join(filter(None, (REGULATION_2026, period.unverified))))


def _by_code(periods: tuple[Period, ...]) -> Mapping[str, Period]:
    return MappingProxyType({period.code: period for period in periods})


PERIODS: Final[Mapping[Edition, Mapping[str, Period]]] = MappingProxyType(
    {
        Edition.LAW_2017: _by_code(_LAW_2017),
        Edition.LAW_2023: _by_code(_LAW_2023),
        Edition.LAW_2026: _by_code(tuple(_under_2026(period) for period in _LAW_2023)),
    }
)


def period(code: str, *, edition: Edition, procedure: Procedure = Procedure.ORDINARY) -> Period | None:
    """The period with this code, in its summary variant where the procedure is summary and one exists."""
    periods = PERIODS[edition]
    if procedure is Procedure.SUMMARY:
        return periods.get(f"{code}-summary") or periods.get(code)
    return periods.get(code)


def text_of(edition: Edition) -> Edition:
    """The edition whose wording of the law governs: the Regulation of 2026 left the law of 2023 as it is."""
    return Edition.LAW_2023 if edition is Edition.LAW_2026 else edition
