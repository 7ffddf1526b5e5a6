"""申请期限: until when somebody may apply (第二十条、第二十一条；原第九条；实施条例第十五条、第十六条)."""

from __future__ import annotations

from datetime import date

from . import law
from .calendar import WorkCalendar, add_days
from .deadlines import Deadline, make
from .facts import ActFacts
from .stops import Stop, end_with_stops
from .terms import Edition

OMISSION_DAYS = 60


def application_deadline(act: ActFacts, *, edition: Edition, calendar: WorkCalendar) -> Deadline | None:
    """The earliest end among the periods that the act starts; None where nothing is known of it.

    The sixty days stop while an obstacle lasts (第二十条第二款); the limits in years do not.
    """
    ends = [deadline for deadline in _periods(act, edition, calendar) if deadline is not None]
    dated = [deadline for deadline in ends if deadline.due_on is not None]
    if any(deadline.days_left is not None for deadline in ends) and not dated:
        return ends[0]
    return min(dated, key=lambda deadline: deadline.due_on or date.max, default=ends[0] if ends else None)


def _periods(act: ActFacts, edition: Edition, calendar: WorkCalendar) -> list[Deadline | None]:
    if act.kind == "omission":
        return [_sixty_days(act, _omission_start(act), "P1-omission", edition, calendar)]
    if act.remedy_stated is False:
        return [
            _from_remedy(act, edition, calendar),
            _years(act.known_on, "P2-cap", edition, calendar),
            _absolute(act, edition, calendar),
        ]
    return [_sixty_days(act, act.known_on, "P1", edition, calendar), _absolute(act, edition, calendar)]


def _from_remedy(act: ActFacts, edition: Edition, calendar: WorkCalendar) -> Deadline | None:
    """From knowing the remedy, not before the act itself was known (第二十条第三款；实施条例第十五条第一款第五项).

    Under the law of 2017 nothing ends while the remedy has not been told.
    """
    starts = [day for day in (act.known_on, act.remedy_known_on) if day is not None]
    if act.remedy_known_on is not None:
        return _sixty_days(act, max(starts), "P2", edition, calendar)
    if edition is not Edition.LAW_2017 or not starts:
        return None
    deadline = make(law.PERIODS[edition]["P2"], starts[0], edition=edition, calendar=calendar)
    deadline.length = deadline.due_on = deadline.nominal_on = None
    deadline.provisional = False
    return deadline


def _omission_start(act: ActFacts) -> date | None:
    """The end of the period for performing, else sixty full days after the request (实施条例第十六条)."""
    if act.duty_due_on is not None:
        return act.duty_due_on
    return add_days(act.requested_on, OMISSION_DAYS) if act.requested_on else None


def _absolute(act: ActFacts, edition: Edition, calendar: WorkCalendar) -> Deadline | None:
    return _years(act.made_on, "P3-land" if act.real_estate else "P3", edition, calendar)


def _years(start: date | None, code: str, edition: Edition, calendar: WorkCalendar) -> Deadline | None:
    period = law.period(code, edition=edition)
    if start is None or period is None:
        return None
    return make(period, start, edition=edition, calendar=calendar)


def _sixty_days(
    act: ActFacts, start: date | None, code: str, edition: Edition, calendar: WorkCalendar
) -> Deadline | None:
    if start is None:
        return None
    period = law.PERIODS[edition][code]
    length = max(period.length or 0, act.limit_days or 0)
    deadline = make(period, start, edition=edition, calendar=calendar, length=length)
    stops = [Stop(obstacle.since, obstacle.to, "不可抗力或者其他正当理由") for obstacle in act.obstacles]
    if not stops:
        return deadline
    end = end_with_stops(start, length, stops, calendar=calendar)
    deadline.nominal_on, deadline.due_on, deadline.stops, deadline.days_left = (
        end.nominal,
        end.due,
        end.stops,
        end.days_left,
    )
    deadline.provisional = bool(end.nominal and end.due and calendar.is_provisional(end.nominal, end.due))
    return deadline
