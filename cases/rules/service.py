"""送达 and what follows a case: suing, remaking, performing, answering an opinion (第七十五条至第七十七条)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from . import law
from .course import Course
from .deadlines import Deadline, make, settle
from .facts import Fact
from .terms import Kind, Outcome, Role, ServiceMethod, Status


def _row(course: Course, code: str, start: date, *, length: int | None = None, fact: Fact | None = None) -> Deadline:
    period = law.PERIODS[course.edition][code]
    ref, party = ((fact.get("ref") or ""), fact.get("party")) if fact else ("", None)
    return make(period, start, edition=course.edition, calendar=course.calendar, length=length, ref=ref, party=party)


def effective_on(course: Course, fact: Fact) -> date:
    """The day a service takes effect: by public notice when its thirty days are over (民事诉讼法第九十五条)."""
    if fact.get("method") is not ServiceMethod.PUBLIC_NOTICE:
        return fact.on
    return _row(course, "P31", fact.on).due_on or fact.on


def services(course: Course, on: date) -> list[tuple[Fact, date]]:
    """What was served after the end of the case and has taken effect by `on`, with the day it did."""
    closed_on = course.closed_on
    if closed_on is None:
        return []
    served = [(fact, effective_on(course, fact)) for fact in course.facts.get(Kind.SERVED, ()) if fact.on >= closed_on]
    return [(fact, day) for fact, day in served if day == fact.on or day < on]


def served_on(course: Course, on: date) -> date | None:
    """The day the last one who must be served was; None while somebody is missing.

    A service that names nobody was made on all. Otherwise applicant, respondent and every third party that joined
    must have been named.
    """
    served = services(course, on)
    if not served:
        return None
    to_all = [day for fact, day in served if fact.get("party") is None and _role(fact) is None]
    if to_all:
        return min(to_all)
    missing = {Role.APPLICANT, Role.RESPONDENT} - {_role(fact) for fact, _ in served}
    unserved = _third_parties(course) - {fact.get("party") for fact, _ in served}
    return None if missing or unserved else max(day for _, day in served)


def _role(fact: Fact) -> Role | None:
    role: Role | None = fact.get("role")
    if role is None and fact.get("party") in Role.labels():
        role = Role(fact.get("party"))
    return role


def _third_parties(course: Course) -> set[str | int | None]:
    joined = {fact.get("party") for fact in course.facts.get(Kind.PARTY_JOINED, ())}
    return joined - {fact.get("party") for fact in course.facts.get(Kind.PARTY_LEFT, ())} - {None}


def follow_up(course: Course, on: date) -> Iterator[Deadline]:
    """The periods that live on after the end of the case."""
    if Kind.SERVED in course.facts:
        yield from _public_notices(course, on)
        yield from _court_actions(course, on)
        yield from _duties_of_respondent(course, on)
    issued = course.facts.get(Kind.OPINION_ISSUED, ())
    answers = list(course.facts.get(Kind.OPINION_ANSWERED, ()))
    for fact in issued:
        answer = next((item for item in answers if _answers(fact, item)), None)
        if answer is not None:
            answers.remove(answer)
        yield settle(_row(course, "P26", fact.received_on, fact=fact), on=on, met_on=answer.on if answer else None)


def _answers(issued: Fact, answer: Fact) -> bool:
    return answer.on >= issued.on and (issued.get("ref") in (None, answer.get("ref")) or answer.get("ref") is None)


def _public_notices(course: Course, on: date) -> Iterator[Deadline]:
    for fact in course.facts[Kind.SERVED]:
        if fact.get("method") is ServiceMethod.PUBLIC_NOTICE:
            row = _row(course, "P31", fact.on, fact=fact)
            over = row.due_on is not None and row.due_on < on
            yield settle(row, on=on, met_on=row.due_on if over else None)


def _court_actions(course: Course, on: date) -> Iterator[Deadline]:
    """Fifteen days from each service (行政诉讼法第四十五条；第三十四条); 调解书 takes effect by signature."""
    if course.concluded is not None and course.concluded.get("outcome") is Outcome.MEDIATED:
        return
    code = "P29" if course.concluded is not None else "P12"
    for fact, day in services(course, on):
        yield settle(_row(course, code, day, fact=fact), on=on, met_on=_sued_on(course, day, fact.get("party")))


def _sued_on(course: Course, start: date, party: str | int | None = None) -> date | None:
    suits = course.facts.get(Kind.SUED, ())
    return min(
        (suit.on for suit in suits if suit.on >= start and (party is None or suit.get("party") in (None, party))),
        default=None,
    )


def court_action_without_decision(course: Course, decision: Deadline, on: date) -> Iterator[Deadline]:
    """From the expiry of an unmet decision the applicant may sue (行政诉讼法第四十五条)."""
    due, met = decision.due_on, decision.met_on
    if due is None or due >= on or (met is not None and met <= due):
        return
    if decision.status is Status.LAPSED and course.closed_on is not None and course.closed_on <= due:
        return
    row = _row(course, "P30", due)
    row.ref = "decision"
    sued = _sued_on(course, due)
    in_time = sued is not None and row.due_on is not None and sued <= row.due_on
    yield settle(row, on=on, met_on=sued if in_time else None)


def _duties_of_respondent(course: Course, on: date) -> Iterator[Deadline]:
    """责令重作 and 责令履行 run from the service on the respondent (实施条例第四十九条；第六十六条)."""
    fact, start = course.concluded, _served_on_respondent(course, on)
    if fact is None or start is None:
        return
    if fact.get("remake"):
        row = _row(course, "P27", start, length=fact.get("remake_days"))
        yield settle(row, on=on, met_on=_first_on(course.facts.get(Kind.REMADE, ()), start))
    if orders_performance(fact):
        row = _row(course, "P28", start, length=fact.get("performance_days"))
        yield settle(row, on=on, met_on=_first_on(course.facts.get(Kind.PERFORMED, ()), start))


def orders_performance(concluded: Fact) -> bool:
    outcomes = [concluded.get("outcome"), *(part["outcome"] for part in concluded.get("parts") or ())]
    return Outcome.ORDERED_TO_PERFORM in outcomes


def _served_on_respondent(course: Course, on: date) -> date | None:
    served = services(course, on)
    days = [day for fact, day in served if _role(fact) in (None, Role.RESPONDENT)]
    return min(days, default=None)


def _first_on(facts: Sequence[Fact], start: date) -> date | None:
    return min((fact.on for fact in facts if fact.on >= start), default=None)
