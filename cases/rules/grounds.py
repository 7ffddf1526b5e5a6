"""Grounds, outcomes and dispositions of each edition, by the item numbers of its own lists."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .law import text_of
from .terms import Disposition, Edition, Outcome

SUSPENSION_GROUNDS: Final[Mapping[Edition, Mapping[str, str]]] = MappingProxyType(
    {
        Edition.LAW_2017: MappingProxyType(
            {
                "1": "申请人死亡，其近亲属尚未确定是否参加",
                "2": "申请人丧失行为能力，尚未确定法定代理人",
                "3": "申请人的法人或者其他组织终止，尚未确定权利义务承受人",
                "4": "申请人下落不明或者被宣告失踪",
                "5": "因不可抗力不能参加",
                "6": "需要有权机关作出解释或者确认",
                "7": "以其他案件的审理结果为依据，而其他案件尚未审结",
                "8": "其他需要中止的情形",
            }
        ),
        Edition.LAW_2023: MappingProxyType(
            {
                "1": "申请人死亡，其近亲属尚未确定是否参加",
                "2": "申请人丧失行为能力，尚未确定法定代理人",
                "3": "申请人下落不明",
                "4": "申请人的法人或者其他组织终止，尚未确定权利义务承受人",
                "5": "因不可抗力或者其他正当理由不能参加",
                "6": "进行调解、和解，双方同意中止",
                "7": "法律适用问题需要有权机关作出解释或者确认",
                "8": "以其他案件的审理结果为依据，而其他案件尚未审结",
                "9": "附带审查规范性文件或者依据（第五十六条、第五十七条）",
                "10": "需要中止的其他情形",
            }
        ),
    }
)

TERMINATION_GROUNDS: Final[Mapping[Edition, Mapping[str, str]]] = MappingProxyType(
    {
        Edition.LAW_2017: MappingProxyType(
            {
                "1": "申请人撤回申请，准予撤回",
                "2": "申请人死亡，没有近亲属或者其近亲属放弃权利",
                "3": "申请人终止，权利义务承受人放弃权利",
                "4": "经准许达成和解",
                "5": "因同一违法行为变更为刑事拘留",
                "42-2": "中止满六十日，原因仍未消除",
            }
        ),
        Edition.LAW_2023: MappingProxyType(
            {
                "1": "申请人撤回申请，准予撤回",
                "2": "申请人死亡，没有近亲属或者其近亲属放弃权利",
                "3": "申请人终止，没有权利义务承受人或者其放弃权利",
                "4": "因同一违法行为涉嫌犯罪，被采取刑事强制措施",
                "5": "中止满六十日，原因仍未消除",
            }
        ),
    }
)

_OUTCOME_GROUNDS_2023: Final[Mapping[Outcome, Mapping[str, str]]] = MappingProxyType(
    {
        Outcome.ALTERED: {"1": "内容不适当", "2": "未正确适用依据", "3": "经查清事实和证据"},
        Outcome.REVOKED: {
            "1": "主要事实不清、证据不足",
            "2": "违反法定程序",
            "3": "适用的依据不合法",
            "4": "超越职权或者滥用职权",
        },
        Outcome.DECLARED_UNLAWFUL: {
            "1-1": "撤销会给国家利益、社会公共利益造成重大损害",
            "1-2": "程序轻微违法，不产生实际影响",
            "2-1": "不具有可撤销内容",
            "2-2": "已改变原违法行政行为，申请人仍要求撤销或者确认",
            "2-3": "责令履行没有意义",
        },
        Outcome.CLAIM_REJECTED: {"1": "没有相应法定职责", "2": "受理前已经履行"},
        Outcome.DISMISSED: {
            "1": "没有明确的申请人或者符合规定的被申请人",
            "2": "与行政行为没有利害关系",
            "3": "没有具体的请求和理由",
            "4": "超过法定申请期限",
            "5": "不属于复议范围",
            "6": "不属于本机关管辖",
            "7": "同一行政行为已被受理过",
        },
    }
)
_OUTCOME_GROUNDS_2017: Final[Mapping[Outcome, Mapping[str, str]]] = MappingProxyType(
    {
        **_OUTCOME_GROUNDS_2023,
        Outcome.ALTERED: {"1": "明显不当或者适用依据错误", "2": "经审理查明事实清楚"},
        Outcome.REVOKED: {
            "1": "主要事实不清、证据不足",
            "2": "适用依据错误",
            "3": "违反法定程序",
            "4": "超越或者滥用职权",
            "5": "明显不当",
        },
        Outcome.DECLARED_UNLAWFUL: {
            "1": "主要事实不清、证据不足",
            "2": "适用依据错误",
            "3": "违反法定程序",
            "4": "超越或者滥用职权",
            "5": "明显不当",
        },
    }
)

OUTCOME_ARTICLES: Final[Mapping[Edition, Mapping[Outcome, str]]] = MappingProxyType(
    {
        Edition.LAW_2017: MappingProxyType(
            {
                Outcome.ALTERED: "实施条例第四十七条",
                Outcome.REVOKED: "原第二十八条第一款第三项",
                Outcome.PARTLY_REVOKED: "原第二十八条第一款第三项",
                Outcome.DECLARED_UNLAWFUL: "原第二十八条第一款第三项",
                Outcome.ORDERED_TO_PERFORM: "原第二十八条第一款第二项",
                Outcome.UPHELD: "原第二十八条第一款第一项",
                Outcome.CLAIM_REJECTED: "实施条例第四十八条第一款第一项",
                Outcome.DISMISSED: "实施条例第四十八条第一款第二项",
                Outcome.TERMINATED: "实施条例第四十二条",
                Outcome.MEDIATED: "实施条例第五十条",
            }
        ),
        Edition.LAW_2023: MappingProxyType(
            {
                Outcome.ALTERED: "第六十三条",
                Outcome.REVOKED: "第六十四条",
                Outcome.PARTLY_REVOKED: "第六十四条",
                Outcome.DECLARED_UNLAWFUL: "第六十五条",
                Outcome.DECLARED_VOID: "第六十七条",
                Outcome.ORDERED_TO_PERFORM: "第六十六条",
                Outcome.UPHELD: "第六十八条",
                Outcome.CLAIM_REJECTED: "第六十九条",
                Outcome.DISMISSED: "第三十三条",
                Outcome.TERMINATED: "第四十一条",
                Outcome.MEDIATED: "第七十三条",
            }
        ),
    }
)


def suspension_grounds(edition: Edition) -> Mapping[str, str]:
    """第三十九条第一款；实施条例第四十一条第一款."""
    return SUSPENSION_GROUNDS[text_of(edition)]


def outcomes(edition: Edition) -> Mapping[Outcome, str]:
    """The outcomes that the edition knows, with their articles."""
    return OUTCOME_ARTICLES[text_of(edition)]


def outcome_grounds(outcome: Outcome, *, edition: Edition) -> Mapping[str, str]:
    """The grounds that an outcome may be given, by the item numbers of the edition's own list; may be empty."""
    if outcome is Outcome.TERMINATED:
        return TERMINATION_GROUNDS[text_of(edition)]
    if outcome is Outcome.PARTLY_REVOKED:
        outcome = Outcome.REVOKED
    table = _OUTCOME_GROUNDS_2017 if edition is Edition.LAW_2017 else _OUTCOME_GROUNDS_2023
    return table.get(outcome, {})


def limited_grounds(edition: Edition) -> tuple[str, ...]:
    """The grounds of suspension that lead to termination after sixty days."""
    return ("1", "2", "3") if edition is Edition.LAW_2017 else ("1", "2", "4")


def sixty_days_ground(edition: Edition) -> str:
    """The ground of termination that those sixty days give."""
    return "42-2" if edition is Edition.LAW_2017 else "5"


DISPOSITION_ARTICLES: Final[Mapping[Edition, Mapping[Disposition, str]]] = MappingProxyType(
    {
        Edition.LAW_2017: MappingProxyType(
            {
                Disposition.REFUSED: "原第十七条第一款",
                Disposition.REDIRECTED: "原第十七条第一款、第十八条",
                Disposition.ABANDONED: "实施条例第二十九条",
            }
        ),
        Edition.LAW_2023: MappingProxyType(
            {
                Disposition.REFUSED: "第三十条第二款",
                Disposition.REDIRECTED: "第三十条第二款",
                Disposition.ABANDONED: "第三十一条第二款",
            }
        ),
    }
)
