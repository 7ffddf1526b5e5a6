"""What is impossible: the only facts that are refused. All else unlawful is recorded with a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from . import grounds
from .course import Course
from .errors import RuleViolation
from .facts import Fact
from .stops import Stop
from .terms import Edition, Kind, Outcome, Procedure

AFTER_CLOSING: Final = frozenset(
    {
        Kind.CLASSIFIED,
        Kind.ASSIGNED,
        Kind.SERVED,
        Kind.OPINION_ISSUED,
        Kind.OPINION_ANSWERED,
        Kind.SUED,
        Kind.REMADE,
        Kind.PERFORMED,
        Kind.ARCHIVED,
        Kind.VOIDED,
    }
)
UNDOES_ABANDONMENT: Final = frozenset({Kind.SUPPLEMENTED, Kind.SUPPLEMENT_EXTENDED, Kind.FILED, Kind.NOT_FILED})


def refusal(course: Course | None, kind: Kind) -> RuleViolation | None:
    """Why nothing of this kind can happen now, or None."""
    if course is None or course.accepted_on is None:
        if kind is Kind.RECEIVED:
            return None
        return RuleViolation(
            "first_not_received", f"尚未收件，不能记录{kind.label}；请先记录收件", article="第二十二条"
        )
    if kind is Kind.RECEIVED:
        return RuleViolation(
            "already_received", "本案已经收件，不能再次收件；日期有误的请更正原记录", article="第二十二条"
        )
    return _closed(course, kind) or _specific(course, kind)


def too_early(first: Fact, facts: Sequence[Fact]) -> RuleViolation | None:
    """The receipt is there, but later than the first fact: a date is wrong, not a step missing."""
    received = next((fact.on for fact in facts if fact.kind is Kind.RECEIVED), None)
    if first.kind is Kind.RECEIVED or received is None:
        return None
    sentence = f"{first.kind.label}的日期（{first.on}）早于收件（{received}），请核对日期"
    return RuleViolation("first_not_received", sentence, article="第二十二条")


def _closed(course: Course, kind: Kind) -> RuleViolation | None:
    if not course.is_closed or (kind in AFTER_CLOSING and course.voided_on is None):
        return None
    if course.may_revive and kind in UNDOES_ABANDONMENT:
        return None
    ended = "作废" if course.voided_on else "办结" if course.concluded else "终结"
    return RuleViolation("already_closed", f"本案已于{course.closed_on:%Y-%m-%d}{ended}，不能再记录{kind.label}")


def _specific(course: Course, kind: Kind) -> RuleViolation | None:
    check = _CHECKS.get(kind)
    return check(course) if check else None


def _already_filed(course: Course) -> RuleViolation | None:
    if not course.filed_explicitly:
        return None
    return RuleViolation("already_filed", "本案已经立案，不能再次立案；日期有误的请更正原记录", article="第三十条")


def _already_suspended(course: Course) -> RuleViolation | None:
    if course.open_suspension is None:
        return None
    return RuleViolation("already_suspended", "本案正在中止，不能再次中止；请先恢复审理", article="第三十九条")


def _not_suspended(course: Course) -> RuleViolation | None:
    if course.open_suspension is not None:
        return None
    return RuleViolation("not_suspended", "本案没有中止，不能恢复审理", article="第三十九条")


def _clock_not_stopped(course: Course) -> RuleViolation | None:
    if any(stop.is_open for stop in course.clock_stops):
        return None
    return RuleViolation("clock_not_stopped", "期限没有停止计算，不能恢复计算", article="实施条例第三十七条")


def _no_extension(course: Course) -> RuleViolation | None:
    if course.procedure is not Procedure.SUMMARY:
        return None
    return RuleViolation(
        "no_extension_in_summary",
        "简易程序不能延长审理期限；确需更多时间的，先转为普通程序",
        article="第六十二条第二款",
    )


_CHECKS: Final[dict[Kind, Callable[[Course], RuleViolation | None]]] = {
    Kind.FILED: _already_filed,
    Kind.SUSPENDED: _already_suspended,
    Kind.RESUMED: _not_suspended,
    Kind.CLOCK_RESTARTED: _clock_not_stopped,
    Kind.EXTENDED: _no_extension,
}


def refuse_codes(course: Course, fact: Fact) -> None:
    """Raise RuleViolation for a code that the edition of the case does not have."""
    edition = course.edition
    if fact.kind is Kind.SUSPENDED:
        _known(fact.get("ground"), grounds.suspension_grounds(edition), edition, "中止事由")
    elif fact.kind is Kind.CONCLUDED:
        _refuse_outcome(fact, edition)
    elif fact.get("procedure") is Procedure.SUMMARY:
        refuse_summary(edition)
    elif fact.kind is Kind.CLOCK_RESTARTED:
        _refuse_restart(course, fact)


def refuse_summary(edition: Edition) -> None:
    """2017年的法律没有简易程序. Raises RuleViolation."""
    if edition is Edition.LAW_2017:
        raise RuleViolation("code_not_in_edition", "2017年修正的法律没有简易程序，请选普通程序", article="第五十三条")


def _refuse_outcome(fact: Fact, edition: Edition) -> None:
    outcomes = [fact.get("outcome"), *(part["outcome"] for part in fact.get("parts") or ())]
    for outcome in outcomes:
        _known(outcome, grounds.outcomes(edition), edition, "结案方式")
    known = grounds.outcome_grounds(outcomes[0], edition=edition)
    if fact.get("ground") is not None and known:
        _known(fact.get("ground"), known, edition, f"{outcomes[0].label}的事由")


def _known(code: Any, table: Mapping[Any, str], edition: Edition, what: str) -> None:
    if code in table:
        return
    label = code.label if isinstance(code, Outcome) else f"“{code}”"
    known = "、".join(str(item) for item in table)
    raise RuleViolation("code_not_in_edition", f"{edition.label}的法律没有这种{what}：{label}；可用：{known or '无'}")


def _refuse_restart(course: Course, fact: Fact) -> None:
    if matching_stop(course, fact) is None:
        raise RuleViolation(
            "clock_not_stopped", "没有因这一原因停止计算的期限，不能恢复计算", article="实施条例第三十七条"
        )


def matching_stop(course: Course, fact: Fact) -> Stop | None:
    """The open stop that a `clock_restarted` ends: the latest with its reason and `ref`, where it names them."""
    reason, ref = fact.get("reason"), fact.get("ref")
    for stop in reversed(course.clock_stops):
        if stop.is_open and reason in (None, stop.ground) and ref in (None, stop.ref):
            return stop
    return None
