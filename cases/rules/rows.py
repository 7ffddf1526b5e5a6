"""The deadlines that a course of events has begun: one row per start, met or not, also after closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from . import grounds, law, service
from .application import application_deadline
from .calendar import WorkCalendar
from .course import Course
from .deadlines import Deadline, make, settle
from .facts import ActFacts, Fact
from .normative import normative_rows
from .stops import Stop
from .terms import DeadlineKind, Disposition, Edition, Kind, Procedure, Status


def before_receipt(act: ActFacts | None, *, on: date, calendar: WorkCalendar, edition: Edition) -> tuple[Deadline, ...]:
    """All that runs before an application is received: the time in which it may be made."""
    row = application_deadline(act, edition=edition, calendar=calendar) if act else None
    return (settle(row, on=on),) if row is not None else ()


def deadlines(course: Course, *, on: date, act: ActFacts | None) -> list[Deadline]:
    """Every deadline of the case in the order of the procedure, with its status on the day `on`."""
    return [*_intake(course, on, act), *_review(course, on), *service.follow_up(course, on)]


def _begin(course: Course, code: str, start: date) -> Deadline:
    return make(law.PERIODS[course.edition][code], start, edition=course.edition, calendar=course.calendar)


def _intake(course: Course, on: date, act: ActFacts | None) -> Iterator[Deadline]:
    received = course.facts[Kind.RECEIVED][0]
    if act is not None:
        row = application_deadline(act, edition=course.edition, calendar=course.calendar)
        if row is not None:
            yield settle(row, on=on, met_on=min(received.get("posted_on") or received.on, received.on))
    yield from _forwarding(course, received, on)
    yield from _screenings(course, on)
    yield from _supplements(course, on)


def _forwarding(course: Course, received: Fact, on: date) -> Iterator[Deadline]:
    """第三十二条第二款 (through the penalising organ); 原第十八条 (by the county government)."""
    handed_in = received.get("agency_received_on")
    if handed_in is not None and course.edition is not Edition.LAW_2017:
        yield settle(_begin(course, "P9", handed_in), on=on, met_on=received.on)
    if course.disposition is Disposition.REDIRECTED and course.edition is Edition.LAW_2017:
        yield settle(_begin(course, "P10", received.on), on=on, met_on=course.not_filed_on)


def _screenings(course: Course, on: date) -> Iterator[Deadline]:
    for screening in course.screenings:
        over = screening.lapsed or course.is_closed
        yield settle(_begin(course, screening.code, screening.starts_on), on=on, met_on=screening.met_on, over=over)
    notices = course.facts.get(Kind.SUPPLEMENT_REQUESTED)
    over = course.screenings[0].met_on is not None or course.screenings[0].lapsed or course.is_closed
    row = _begin(course, "P6", course.screenings[0].starts_on)
    yield settle(row, on=on, met_on=notices[0].on if notices else None, over=over)


def _supplements(course: Course, on: date) -> Iterator[Deadline]:
    """第三十一条第二款; under the Regulation of 2007 the notice fixes the period (实施条例第二十九条)."""
    for item in course.supplements:
        row = _begin(course, "P7", item.starts_on)
        row.length, row.due_on, row.nominal_on = item.days, item.due_on, item.due_on
        row.provisional = item.due_on is not None and course.calendar.is_provisional(item.starts_on, item.due_on)
        yield settle(row, on=on, met_on=item.met_on, over=course.is_closed or not item.is_open)


def _review(course: Course, on: date) -> Iterator[Deadline]:
    if course.acceptance_on is not None:
        yield _copy(course, course.acceptance_on, on)
    yield from _answers(course, on)
    yield from _hearings(course, on)
    yield from _decision(course, on)
    yield from normative_rows(course, on)
    yield from _stop_rows(course, on)


def _variant(course: Course, code: str, start: date, met_on: date | None, on: date) -> Deadline:
    """A period whose length depends on the procedure: the one at its start, or the one it was switched to in time."""
    if course.procedure_on(start) is not Procedure.SUMMARY:
        return _begin(course, code, start)
    row = _begin(course, f"{code}-summary", start)
    last = min(day for day in (met_on, row.due_on, on) if day is not None)
    return row if course.procedure_on(last) is Procedure.SUMMARY else _begin(course, code, start)


def _copy(course: Course, start: date, on: date) -> Deadline:
    """第四十八条、第五十四条第一款；原第二十三条第一款."""
    sent = course.facts.get(Kind.COPY_SENT) or course.facts.get(Kind.COPY_DELIVERED)
    met_on = sent[0].on if sent else None
    return settle(_variant(course, "P13", start, met_on, on), on=on, met_on=met_on, over=course.is_closed)


def _answers(course: Course, on: date) -> Iterator[Deadline]:
    for party, start in _copies(course).items():
        met_on = _answered_on(course, party)
        row = _variant(course, "P14", start, met_on, on)
        row.party = party
        row.stops = tuple(stop for stop in course.suspensions if _overlaps(stop, row))
        yield settle(row, on=on, met_on=met_on, over=course.is_closed)


def _answered_on(course: Course, party: str | int | None) -> date | None:
    answers = course.facts.get(Kind.ANSWERED, ())
    return next((fact.on for fact in answers if party is None or fact.get("party") in (None, party)), None)


def _overlaps(stop: Stop, row: Deadline) -> bool:
    return row.due_on is not None and stop.since <= row.due_on and (stop.until is None or stop.until > row.starts_on)


def _copies(course: Course) -> dict[str | int | None, date]:
    """When each respondent received its copy: as delivered, else as sent."""
    sent = course.facts.get(Kind.COPY_SENT, ())
    starts = {fact.get("party"): fact.received_on for fact in reversed(sent)}
    for fact in course.facts.get(Kind.COPY_DELIVERED, ()):
        party = fact.get("party")
        if party is None and len(starts) == 1:
            party = next(iter(starts))
        elif party is not None:
            starts.pop(None, None)
        starts[party] = fact.on
    return starts


def _hearings(course: Course, on: date) -> Iterator[Deadline]:
    """Five clear working days before the hearing (第五十一条第一款)."""
    period = law.period("P15", edition=course.edition)
    for fact in course.facts.get(Kind.HEARING_NOTIFIED, ()):
        hearing_on = fact.get("hearing_on") or _held_on(course, fact)
        if hearing_on is None or period is None:
            continue
        due = course.calendar.add_workdays(hearing_on, -(period.length or 0) - 1)
        row = make(period, hearing_on, edition=course.edition, calendar=course.calendar, due_on=due)
        row.provisional = course.calendar.is_provisional(due, hearing_on)
        row.ref = fact.get("ref") or ""
        yield settle(row, on=on, met_on=fact.received_on)


def _held_on(course: Course, notice: Fact) -> date | None:
    return next((fact.on for fact in course.facts.get(Kind.HEARING_HELD, ()) if fact.on >= notice.on), None)


def _decision(course: Course, on: date) -> Iterator[Deadline]:
    """第六十二条；原第三十一条第一款: base, extension and stops, then one roll."""
    end, start = course.decision_end(), course.acceptance_on
    if end is None or start is None:
        return
    period = course.decision_period()
    row = Deadline(period, DeadlineKind.DECISION, start, None, end.due, course.edition, course.calendar)
    row.extension = 0 if course.decision_procedure is Procedure.SUMMARY else course.extension
    row.length = course.decision_length() + row.extension
    row.nominal_on, row.stops, row.days_left = end.nominal, end.stops, end.days_left
    if end.nominal is not None and end.due is not None:
        row.provisional = course.calendar.is_provisional(end.nominal, end.due)
    yield settle(row, on=on, met_on=course.concluded_on, over=course.is_closed)
    yield from service.court_action_without_decision(course, row, on)


def _stop_rows(course: Course, on: date) -> Iterator[Deadline]:
    """The sixty days of a suspension (第四十一条第五项), and the agreement on jurisdiction (实施条例第三十条)."""
    for stop in course.suspensions:
        if stop.ground in grounds.limited_grounds(course.edition):
            row = settle(_begin(course, "P25", stop.since), on=on, met_on=stop.until, over=course.is_closed)
            if row.status in (Status.OVERDUE, Status.MET_LATE):
                row.status, row.met_on = Status.LAPSED, None
            yield row
    for stop in course.clock_stops:
        if stop.ground == "jurisdiction" and course.accepted_on:
            yield settle(_begin(course, "P11", course.accepted_on), on=on, met_on=stop.until, over=course.is_closed)
