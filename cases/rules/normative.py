"""附带审查: the review of a normative document beside the case (第五十六条至第六十条；原第二十六条、第二十七条)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from . import law
from .course import Course
from .deadlines import Deadline, make, settle
from .facts import Fact
from .terms import Edition, Kind


def normative_rows(course: Course, on: date) -> Iterator[Deadline]:
    facts = course.facts
    if Kind.NORMATIVE_REVIEW_REQUESTED in facts and course.acceptance_on is not None:
        for fact in facts[Kind.NORMATIVE_REVIEW_REQUESTED]:
            yield from _two_ways(course, fact, max(fact.on, course.acceptance_on), on)
    yield from _notices(course, on)
    yield from _replies(course, on)


def normative_ground(edition: Edition) -> str:
    """The ground of suspension while a document is reviewed; the law of 2017 has it among the others."""
    return "8" if edition is Edition.LAW_2017 else "9"


def _row(course: Course, code: str, start: date, fact: Fact | None = None) -> Deadline:
    period = law.PERIODS[course.edition][code]
    ref = (fact.get("ref") or "") if fact else ""
    return make(period, start, edition=course.edition, calendar=course.calendar, ref=ref)


def _two_ways(course: Course, request: Fact, start: date, on: date) -> Iterator[Deadline]:
    """Handle it oneself in thirty days or transfer it in seven: the way not taken lapses."""
    transferred = _first(course.facts.get(Kind.NORMATIVE_TRANSFERRED, ()), request)
    notified = _first(course.facts.get(Kind.NORMATIVE_NOTIFIED, ()), request)
    handled_on = None if transferred else _handled_on(course, start)
    yield settle(
        _row(course, "P21", start, request),
        on=on,
        met_on=transferred.on if transferred else None,
        over=course.is_closed or notified is not None or handled_on is not None,
    )
    over = course.is_closed or transferred is not None
    yield settle(_row(course, "P20", start, request), on=on, met_on=handled_on, over=over)


def _handled_on(course: Course, start: date) -> date | None:
    """One's own handling ends with the suspension that served it, at the latest with the case."""
    ground = normative_ground(course.edition)
    ends = [stop.until for stop in course.suspensions if stop.ground == ground and stop.until and stop.until >= start]
    return min(ends, default=course.concluded_on)


def _first(facts: Sequence[Fact], request: Fact) -> Fact | None:
    return next((fact for fact in facts if _belong_together(request, fact)), None)


def _belong_together(first: Fact, second: Fact) -> bool:
    return second.on >= first.on and (first.get("ref") in (None, second.get("ref")) or second.get("ref") is None)


def _notices(course: Course, on: date) -> Iterator[Deadline]:
    """Three working days from the suspension to ask the maker (第五十八条第一款)."""
    period = law.period("P22", edition=course.edition)
    if period is None:
        return
    for stop in course.suspensions:
        if stop.ground != normative_ground(course.edition):
            continue
        notified = [fact.on for fact in course.facts.get(Kind.NORMATIVE_NOTIFIED, ()) if fact.on >= stop.since]
        over = course.is_closed or bool(course.facts.get(Kind.NORMATIVE_TRANSFERRED)) or stop.until is not None
        yield settle(_row(course, "P22", stop.since), on=on, met_on=min(notified, default=None), over=over)


def _replies(course: Course, on: date) -> Iterator[Deadline]:
    """Ten working days for the maker (第五十八条第一款), sixty days for the organ it went to (第六十条)."""
    asked = [(fact, "P23") for fact in course.facts.get(Kind.NORMATIVE_NOTIFIED, ())]
    asked += [(fact, "P24") for fact in course.facts.get(Kind.NORMATIVE_TRANSFERRED, ())]
    replies = list(course.facts.get(Kind.NORMATIVE_REPLIED, ()))
    for fact, code in sorted(asked, key=lambda item: item[0].on):
        reply = _first(replies, fact)
        if reply is not None:
            replies.remove(reply)
        if law.period(code, edition=course.edition) is not None:
            row = _row(course, code, fact.received_on, fact)
            yield settle(row, on=on, met_on=reply.on if reply else None, over=course.is_closed)
