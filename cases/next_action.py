"""The next action in words: what to do, or whom to wait for, and which event answers it."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.rules.terms import Bound, DeadlineKind, Edition, Kind, Stage, State

ACTIONS: Final[dict[DeadlineKind, str]] = {
    DeadlineKind.SCREENING: gettext_noop("审查申请：立案或者不予受理"),
    DeadlineKind.SUPPLEMENT_NOTICE: gettext_noop("材料不齐的，一次性通知补正"),
    DeadlineKind.SUPPLEMENT: gettext_noop("等待申请人补正"),
    DeadlineKind.FORWARDING: gettext_noop("转送申请"),
    DeadlineKind.AGREEMENT: gettext_noop("协商确定管辖"),
    DeadlineKind.COPY: gettext_noop("发送申请书副本"),
    DeadlineKind.ANSWER: gettext_noop("等待被申请人书面答复"),
    DeadlineKind.HEARING_NOTICE: gettext_noop("通知听证"),
    DeadlineKind.DECISION: gettext_noop("作出复议决定"),
    DeadlineKind.NORMATIVE_TRANSFER: gettext_noop("转送规范性文件"),
    DeadlineKind.NORMATIVE_HANDLING: gettext_noop("处理规范性文件"),
    DeadlineKind.NORMATIVE_NOTICE: gettext_noop("通知制定机关"),
    DeadlineKind.NORMATIVE_REPLY: gettext_noop("等待制定机关书面答复"),
    DeadlineKind.NORMATIVE_ANSWER: gettext_noop("等待受转送机关回复"),
    DeadlineKind.SUSPENSION_LIMIT: gettext_noop("中止满六十日：恢复审理或者终止"),
    DeadlineKind.PUBLIC_NOTICE: gettext_noop("等待公告期满"),
    DeadlineKind.OPINION_FEEDBACK: gettext_noop("等待意见书反馈"),
    DeadlineKind.REMAKE: gettext_noop("等待被申请人重新作出行政行为"),
    DeadlineKind.PERFORMANCE: gettext_noop("等待被申请人履行"),
    DeadlineKind.COURT_ACTION: gettext_noop("起诉期限"),
    DeadlineKind.APPLICATION: gettext_noop("申请期限"),
}

ANSWERS: Final[dict[DeadlineKind, Kind]] = {
    DeadlineKind.SCREENING: Kind.FILED,
    DeadlineKind.SUPPLEMENT_NOTICE: Kind.SUPPLEMENT_REQUESTED,
    DeadlineKind.SUPPLEMENT: Kind.SUPPLEMENTED,
    DeadlineKind.COPY: Kind.COPY_SENT,
    DeadlineKind.ANSWER: Kind.ANSWERED,
    DeadlineKind.HEARING_NOTICE: Kind.HEARING_NOTIFIED,
    DeadlineKind.DECISION: Kind.CONCLUDED,
    DeadlineKind.NORMATIVE_TRANSFER: Kind.NORMATIVE_TRANSFERRED,
    DeadlineKind.NORMATIVE_NOTICE: Kind.NORMATIVE_NOTIFIED,
    DeadlineKind.NORMATIVE_REPLY: Kind.NORMATIVE_REPLIED,
    DeadlineKind.NORMATIVE_ANSWER: Kind.NORMATIVE_REPLIED,
    DeadlineKind.SUSPENSION_LIMIT: Kind.RESUMED,
    DeadlineKind.OPINION_FEEDBACK: Kind.OPINION_ANSWERED,
    DeadlineKind.REMAKE: Kind.REMADE,
    DeadlineKind.PERFORMANCE: Kind.PERFORMED,
}

WAITING: Final[dict[str, str]] = {
    Stage.SUSPENDED: gettext_noop("中止中，原因消除后恢复审理"),
    Stage.TO_BE_SERVED: gettext_noop("送达复议决定书"),
    Stage.SERVED: gettext_noop("归档"),
}

STAGE_ANSWERS: Final[dict[str, Kind]] = {
    Stage.SUSPENDED: Kind.RESUMED,
    Stage.TO_BE_SERVED: Kind.SERVED,
    Stage.SERVED: Kind.ARCHIVED,
}


def action(due_kind: str, stage: str, *, archived: bool = False) -> str:
    """What comes next: by the deadline that ends first, else by the stage."""
    if stage == Stage.TO_BE_SERVED:
        return _(WAITING[stage])
    if due_kind:
        return _(ACTIONS[DeadlineKind(due_kind)])
    if archived:
        return ""
    return _(WAITING[stage]) if stage in WAITING else ""


def answer(due_kind: str, stage: str) -> Kind | None:
    """The event that the next action would record."""
    if stage == Stage.TO_BE_SERVED or not due_kind:
        return STAGE_ANSWERS.get(stage)
    return ANSWERS.get(DeadlineKind(due_kind))


def waits(bound: str) -> bool:
    """Whether somebody else has to act."""
    return bound != Bound.AUTHORITY


def effect(due_kind: str, edition: str, state: str) -> str:
    """What the expiry brings about by itself (第三十条第三款、第三十一条第二款)."""
    if due_kind == DeadlineKind.SCREENING and state == State.ACCEPTED:
        return _("届满视为受理") if edition != Edition.LAW_2017 else _("届满即为受理")
    return _("届满视为放弃") if due_kind == DeadlineKind.SUPPLEMENT else ""


def due_sentence(due_kind: str, due_on: date, stage: str) -> str:
    """「应在3月8日前发送申请书副本」"""
    day = _("%(m)s月%(d)s日") % {"m": due_on.month, "d": due_on.day}
    return _("应在%(day)s前%(action)s") % {"day": day, "action": action(due_kind, stage)}
