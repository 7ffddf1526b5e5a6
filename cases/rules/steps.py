"""What each fact changes in the course of a case, and what time changes by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from . import grounds, law, transitions
from .course import Course, Screening, Supplement, supplement_due
from .facts import Fact
from .outcomes import combination_findings
from .stops import Stop
from .terms import Disposition, Edition, Kind, Outcome, Procedure


def pass_time(course: Course, day: date) -> None:
    """What has come about by itself before `day`: deemed filing, deemed abandonment."""
    if course.is_closed:
        return
    screening, supplement = course.screening, course.supplement
    if screening is not None and screening.due_on < day:
        screening.lapsed = True
        if course.filed_on is None:
            course.filed_on, course.deemed_filed = screening.due_on, True
    if supplement is not None and course.filed_on is None and supplement.due_on and supplement.due_on < day:
        supplement.ended_on = course.not_filed_on = supplement.due_on
        course.disposition, course.deemed_abandoned = Disposition.ABANDONED, True


def _open_screening(course: Course, code: str, start: date) -> None:
    period = law.PERIODS[course.edition][code]
    course.screenings.append(Screening(code, start, course.calendar.add_workdays(start, period.length or 0)))


def _received(course: Course, fact: Fact) -> None:
    course.accepted_on = fact.on
    course.partial = bool(fact.get("partial"))
    _open_screening(course, "P5", fact.on)


def _supplement_requested(course: Course, fact: Fact) -> None:
    article = law.PERIODS[course.edition]["P6"].article
    if course.facts[Kind.SUPPLEMENT_REQUESTED]:
        course.note("supplement_notice_twice", article, "补正通知应当一次性载明全部事项，本案不止一次通知补正")
    if course.filed_explicitly:
        course.note("supplement_after_filing", article, "立案之后又通知补正")
    elif course.deemed_filed:
        course.filed_on, course.deemed_filed = None, False
    _answer_screening(course, fact.on, "supplement_notice_late", article, "通知补正")
    days = fact.get("days") or law.PERIODS[course.edition]["P7"].length
    start = fact.received_on
    due = supplement_due(course, start, days, fact.get("due_on"))
    course.supplements.append(Supplement(start, days, due))


def _answer_screening(course: Course, day: date, code: str, article: str, what: str) -> None:
    """A review ends with what answers it; a late answer is a finding."""
    screening = course.screenings[-1]
    if screening.met_on is not None:
        return
    screening.met_on = day
    if day > screening.due_on:
        course.note(code, article, f"{what}晚于审查期限届满日{screening.due_on:%Y-%m-%d}")


def _supplement_extended(course: Course, fact: Fact) -> None:
    if not course.supplements:
        return
    _undo_abandonment(course, "延长补正期限")
    supplement = course.supplements[-1]
    supplement.ended_on = None
    if fact.get("days") is None and fact.get("due_on") is None:
        supplement.due_on = supplement.days = None
        return
    if supplement.days is not None:
        supplement.days += fact.get("days") or 0
    supplement.due_on = supplement_due(course, supplement.starts_on, supplement.days, fact.get("due_on"))


def _supplemented(course: Course, fact: Fact) -> None:
    _undo_abandonment(course, "补正")
    if not course.supplements:
        return
    supplement = course.supplements[-1]
    supplement.met_on = supplement.ended_on = fact.on
    if course.filed_on is None:
        _open_screening(course, "P8", fact.on)


def _undo_abandonment(course: Course, what: str) -> None:
    if not course.deemed_abandoned:
        return
    article = law.PERIODS[course.edition]["P7"].article
    course.note("supplemented_late", article, f"{what}晚于补正期限届满日{course.not_filed_on:%Y-%m-%d}，须有正当理由")
    course.not_filed_on = course.disposition = None
    course.deemed_abandoned = False


def _not_filed(course: Course, fact: Fact) -> None:
    disposition = fact.get("disposition")
    if course.deemed_abandoned and disposition is Disposition.ABANDONED:
        course.abandonment_recorded = True
        return
    _undo_abandonment(course, disposition.label)
    if course.filed_explicitly:
        course.note("not_filed_after_filing", "第三十三条", "立案之后又按未立案终结；不符合受理条件的应当驳回申请")
    elif course.deemed_filed:
        course.filed_on, course.deemed_filed = None, False
    article = grounds.DISPOSITION_ARTICLES[law.text_of(course.edition)].get(Disposition.REFUSED, "")
    _answer_screening(course, fact.on, "not_filed_late", article, disposition.label)
    _check_disposition(course, fact, disposition)
    course.not_filed_on, course.disposition = fact.on, disposition
    if course.supplement is not None:
        course.supplement.ended_on = fact.on


def _check_disposition(course: Course, fact: Fact, disposition: Disposition) -> None:
    supplement = course.supplement
    if disposition is Disposition.ABANDONED and (supplement is None or (supplement.due_on or fact.on) > fact.on):
        course.note("abandoned_early", law.PERIODS[course.edition]["P7"].article, "补正期限未届满，即按放弃申请处理")
    if disposition is Disposition.REDIRECTED and course.edition is not Edition.LAW_2017:
        course.note(
            "redirected_not_in_edition",
            "第三十条第二款",
            "不属于本机关管辖的，应当决定不予受理，并在决定中告知有管辖权的机关",
        )


def _filed(course: Course, fact: Fact) -> None:
    _undo_abandonment(course, "立案")
    course.filed_explicitly = True
    course.decision_days = fact.get("decision_days")
    article = law.PERIODS[course.edition]["P5"].article
    if course.deemed_filed:
        course.note(
            "filed_late", article, f"审查期限已于{course.filed_on:%Y-%m-%d}届满并视为受理，其后记载的立案不改变受理日"
        )
    else:
        course.filed_on = fact.on
        _answer_screening(course, fact.on, "filed_late", article, "立案")
    if fact.get("procedure"):
        course.procedure = fact.get("procedure")
        course.procedures.append((fact.on if course.procedures else course.filed_on or fact.on, course.procedure))
    if course.supplement is not None:
        course.supplement.ended_on = fact.on


def _procedure_switched(course: Course, fact: Fact) -> None:
    end = course.decision_end()
    if end is not None and end.due is not None and end.due < fact.on:
        course.note("switched_late", "第五十五条", f"变更程序晚于审理期限届满日{end.due:%Y-%m-%d}，不改变该期限")
        course.switched_late = course.decision_procedure is Procedure.SUMMARY
    if not course.procedures:
        course.procedures.append((course.accepted_on or fact.on, course.procedure))
    course.procedure = fact.get("procedure")
    course.procedures.append((fact.on, course.procedure))


def _extended(course: Course, fact: Fact) -> None:
    """At most thirty days, dated on or before the rolled due date (第六十二条第一款；原第三十一条第一款)."""
    article = law.PERIODS[course.edition]["P17"].article
    end = course.decision_end()
    if end is not None and end.due is not None and end.due < fact.on:
        course.note("extension_late", article, f"延长审理期限晚于届满日{end.due:%Y-%m-%d}，不发生延长的效果")
        return
    counted = min(fact.get("days"), law.MAX_EXTENSION - course.extension)
    course.extension += counted
    if counted < fact.get("days"):
        course.note("extension_over_limit", article, f"延长合计不得超过{law.MAX_EXTENSION}日，超出部分不计")


def _suspended(course: Course, fact: Fact) -> None:
    article = "第三十九条" if course.edition is not Edition.LAW_2017 else "实施条例第四十一条"
    end = course.decision_end()
    if end is None:
        course.note("suspended_before_filing", article, "立案之前即记载中止")
    elif end.due is not None and end.due < fact.on:
        course.note("suspended_after_expiry", article, f"中止晚于审理期限届满日{end.due:%Y-%m-%d}，不影响期限")
    course.suspensions.append(Stop(fact.on, None, "中止", fact.get("ground")))


def _resumed(course: Course, fact: Fact) -> None:
    course.suspensions[-1].until = fact.on


def _clock_stopped(course: Course, fact: Fact) -> None:
    reason = fact.get("reason")
    course.clock_stops.append(Stop(fact.on, None, reason.label, reason, fact.get("ref") or ""))


def _clock_restarted(course: Course, fact: Fact) -> None:
    stop = transitions.matching_stop(course, fact)
    if stop is not None:
        stop.until = fact.on


def _concluded(course: Course, fact: Fact) -> None:
    outcome = fact.get("outcome")
    if course.filed_on is None:
        course.note("concluded_without_filing", "第三十条", "未经立案即办结")
    if course.open_suspension is not None and outcome is not Outcome.TERMINATED:
        course.note("concluded_while_suspended", "第三十九条第二款", "中止期间未恢复审理即办结")
    course.concluded = fact
    course.findings.extend(combination_findings(fact, edition=course.edition))
    if outcome is Outcome.TERMINATED:
        _check_termination(course, fact)


def _check_termination(course: Course, fact: Fact) -> None:
    ground, article = fact.get("ground"), grounds.outcomes(course.edition)[Outcome.TERMINATED]
    if ground is None and not course.partial:
        course.note("ground_missing", article, "终止未写明事由")
    if ground == grounds.sixty_days_ground(course.edition) and not _sixty_days_over(course, fact.on):
        course.note("terminated_early", law.PERIODS[course.edition]["P25"].article, "中止未满六十日即以此为由终止")


def _sixty_days_over(course: Course, day: date) -> bool:
    limited = grounds.limited_grounds(course.edition)
    return any(
        stop.ground in limited and stop.is_open and day > stop.since + timedelta(days=60) for stop in course.suspensions
    )


def _voided(course: Course, fact: Fact) -> None:
    course.voided_on = fact.on


def _served(course: Course, fact: Fact) -> None:
    if not course.is_closed:
        course.note("served_before_conclusion", "第七十五条第二款", "尚未办结即记载送达")


_APPLY: Final[dict[Kind, Callable[[Course, Fact], None]]] = {
    Kind.RECEIVED: _received,
    Kind.SUPPLEMENT_REQUESTED: _supplement_requested,
    Kind.SUPPLEMENT_EXTENDED: _supplement_extended,
    Kind.SUPPLEMENTED: _supplemented,
    Kind.NOT_FILED: _not_filed,
    Kind.FILED: _filed,
    Kind.PROCEDURE_SWITCHED: _procedure_switched,
    Kind.EXTENDED: _extended,
    Kind.SUSPENDED: _suspended,
    Kind.RESUMED: _resumed,
    Kind.CLOCK_STOPPED: _clock_stopped,
    Kind.CLOCK_RESTARTED: _clock_restarted,
    Kind.CONCLUDED: _concluded,
    Kind.SERVED: _served,
    Kind.VOIDED: _voided,
}


def apply(course: Course, fact: Fact) -> None:
    """Let one legal fact change the course; kinds without a step of their own are only kept."""
    step = _APPLY.get(fact.kind)
    if step is not None:
        step(course, fact)
