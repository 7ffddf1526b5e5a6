"""Findings that follow from deadlines and from steps that are missing (第四十八条至第五十二条、第六十二条)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from .course import Course
from .deadlines import Deadline
from .findings import Finding
from .service import orders_performance
from .terms import CORRECTIONS, DeadlineKind, Edition, Kind, Outcome, Procedure, Status

ON_THE_MERITS: Final = (*CORRECTIONS, Outcome.UPHELD, Outcome.CLAIM_REJECTED)

LATE: Final = {
    DeadlineKind.APPLICATION: "application_late",
    DeadlineKind.FORWARDING: "forwarding_late",
    DeadlineKind.COPY: "copy_late",
    DeadlineKind.ANSWER: "answer_late",
    DeadlineKind.HEARING_NOTICE: "hearing_notice_late",
    DeadlineKind.DECISION: "decision_late",
    DeadlineKind.NORMATIVE_TRANSFER: "normative_late",
    DeadlineKind.NORMATIVE_HANDLING: "normative_late",
    DeadlineKind.NORMATIVE_NOTICE: "normative_late",
    DeadlineKind.OPINION_FEEDBACK: "opinion_feedback_late",
    DeadlineKind.REMAKE: "remake_late",
    DeadlineKind.PERFORMANCE: "performance_late",
}
OVERDUE: Final = {
    DeadlineKind.COPY: "copy_overdue",
    DeadlineKind.ANSWER: "answer_missing",
    DeadlineKind.DECISION: "decision_overdue",
    DeadlineKind.NORMATIVE_TRANSFER: "normative_late",
    DeadlineKind.NORMATIVE_HANDLING: "normative_late",
    DeadlineKind.NORMATIVE_NOTICE: "normative_late",
    DeadlineKind.OPINION_FEEDBACK: "opinion_feedback_overdue",
    DeadlineKind.REMAKE: "remake_overdue",
    DeadlineKind.PERFORMANCE: "performance_overdue",
}
MISSING: Final = {DeadlineKind.COPY: "copy_missing", DeadlineKind.ANSWER: "answer_missing"}


def duty_findings(course: Course, deadlines: Sequence[Deadline], *, on: date) -> tuple[Finding, ...]:
    """What the deadlines and the missing steps say on the day `on`.

    A history known only in part (an imported register row) is not reproached with what it does not tell.
    """
    findings = [finding for row in deadlines for finding in _of_deadline(course, row, on)]
    if not course.partial:
        findings.extend(_missing_steps(course))
    return tuple(findings)


def _of_deadline(course: Course, row: Deadline, on: date) -> Iterator[Finding]:
    if row.status is Status.MET_LATE and row.kind in LATE:
        yield _late(row)
    elif row.status is Status.OVERDUE and row.kind in OVERDUE:
        yield Finding(OVERDUE[row.kind], row.article, f"{row.kind.label}应于{row.due_on:%Y-%m-%d}前完成，已超期")
    elif row.status is Status.LAPSED:
        yield from _of_lapsed(course, row, on)


def _late(row: Deadline) -> Finding:
    if row.kind is DeadlineKind.APPLICATION:
        message = f"申请期限于{row.due_on:%Y-%m-%d}届满，{row.met_on:%Y-%m-%d}提出已逾期：不予受理；已受理的驳回申请"
        return Finding("application_late", row.article, message)
    return Finding(
        LATE[row.kind], row.article, f"{row.kind.label}应于{row.due_on:%Y-%m-%d}前完成，实际为{row.met_on:%Y-%m-%d}"
    )


def _over_at_conclusion(course: Course, row: Deadline) -> bool:
    return course.concluded is not None and row.due_on is not None and course.concluded.on > row.due_on


def _of_lapsed(course: Course, row: Deadline, on: date) -> Iterator[Finding]:
    if row.kind is DeadlineKind.SUSPENSION_LIMIT:
        passed = row.due_on is not None and row.due_on < on
        if passed and course.open_suspension is not None and not course.is_closed:
            yield Finding("suspension_limit_passed", row.article, "中止已满六十日，原因仍未消除的，应当终止")
    elif row.kind in MISSING and not course.partial and _over_at_conclusion(course, row):
        yield Finding(MISSING[row.kind], row.article, f"至办结之日没有{row.kind.label}的记录")


def _missing_steps(course: Course) -> Iterator[Finding]:
    new = course.edition is not Edition.LAW_2017
    if new and Kind.HEARING_HELD in course.facts and Kind.HEARING_NOTIFIED not in course.facts:
        yield Finding("hearing_notice_missing", "第五十一条第一款", "举行了听证，但没有通知听证的记录")
    concluded = course.concluded
    if concluded is None:
        return
    if orders_performance(concluded) and concluded.get("performance_days") is None:
        article = "第六十六条" if new else "原第二十八条第一款第二项"
        yield Finding("performance_period_missing", article, "责令履行没有写明履行期限")
    if new and concluded.get("outcome") in ON_THE_MERITS:
        yield from _not_heard(course)


def _not_heard(course: Course) -> Iterator[Finding]:
    heard = Kind.OPINION_HEARD in course.facts or Kind.HEARING_HELD in course.facts
    if course.procedure is Procedure.ORDINARY and not heard:
        yield Finding(
            "opinion_not_heard", "第四十九条", "适用普通程序，没有听取当事人意见的记录，也没有写明不能听取的原因"
        )
