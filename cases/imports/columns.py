"""The columns of a register and the words that may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cases.rules.terms import AgencyType, Channel, Disposition, Outcome, PartyType, Procedure, Term, Withdrawal

REQUIRED: Final = ("案号", "收件日期")
COLUMNS: Final = (
    *REQUIRED,
    "收件方式",
    "申请人",
    "申请人类型",
    "申请人证件号",
    "申请人人数",
    "被申请人",
    "被申请人类型",
    "行政管理领域",
    "申请复议事项",
    "行政行为文号",
    "行政行为日期",
    "知道行为日期",
    "通知补正日期",
    "补正日期",
    "立案日期",
    "审理程序",
    "未立案方式",
    "未立案日期",
    "副本发送日期",
    "副本送达日期",
    "书面答复日期",
    "中止日期",
    "中止事由",
    "恢复日期",
    "延期日期",
    "延期天数",
    "听证日期",
    "办结日期",
    "结案方式",
    "结案事由",
    "送达日期",
    "承办人",
    "备注",
)


def words(terms: type[Term], extra: Mapping[str, Term] | None = None) -> Mapping[str, Term]:
    """What may be written for a code: its label, the code itself, and other usual words."""
    return {**{term.label: term for term in terms}, **{term.value: term for term in terms}, **(extra or {})}


TERMS: Final[Mapping[str, Mapping[str, Term]]] = {
    "收件方式": words(Channel),
    "申请人类型": words(PartyType),
    "被申请人类型": words(AgencyType),
    "审理程序": words(Procedure, {"普通": Procedure.ORDINARY, "简易": Procedure.SUMMARY}),
    "未立案方式": words(Disposition, {"告知": Disposition.REDIRECTED, "转送": Disposition.REDIRECTED}),
    "结案方式": words(Outcome),
}

WITHDRAWALS: Final = words(Withdrawal)
