"""What a deadline is: one period that has begun, with its end and how it was met."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .calendar import WorkCalendar, add_days, add_years
from .law import Period
from .stops import Stop
from .terms import OPEN_STATUSES, Bound, DeadlineKind, Edition, Status, Unit

FOLLOW_UP = (
    DeadlineKind.COURT_ACTION,
    DeadlineKind.REMAKE,
    DeadlineKind.PERFORMANCE,
    DeadlineKind.OPINION_FEEDBACK,
    DeadlineKind.PUBLIC_NOTICE,
)
RIGHTS = (DeadlineKind.APPLICATION, DeadlineKind.COURT_ACTION)


@dataclass(slots=True)
class Deadline:
    """A period that began on `starts_on` and ends on `due_on`; `due_on` is None while it is stopped or unknown."""

    period: Period
    kind: DeadlineKind
    starts_on: date
    length: int | None
    due_on: date | None
    edition: Edition
    calendar: WorkCalendar = field(repr=False, compare=False)
    provisional: bool = False
    met_on: date | None = None
    status: Status = Status.RUNNING
    nominal_on: date | None = None
    extension: int = 0
    stops: tuple[Stop, ...] = ()
    days_left: int | None = None
    ref: str = ""
    party: str | int | None = None

    @property
    def unit(self) -> Unit:
        return self.period.unit

    @property
    def article(self) -> str:
        return self.period.article

    @property
    def bound(self) -> Bound:
        return self.period.bound

    @property
    def unverified(self) -> str:
        return self.period.unverified

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def is_work(self) -> bool:
        """Whether somebody owes something by this day (a right that may be used is not owed)."""
        return self.kind not in RIGHTS

    def explain(self) -> str:
        """How the date came about, in words."""
        from .explain import explain

        return explain(self)


def end_of(period: Period, start: date, length: int | None, calendar: WorkCalendar) -> tuple[date | None, date | None]:
    """The last day of a period as counted and as rolled to a workday (民事诉讼法第八十五条); None where it is unknown.

    start: the day that is not counted; length: in the period's own unit.
    """
    if length is None:
        return None, None
    if period.unit is Unit.WORKDAYS:
        due = calendar.add_workdays(start, length)
        return due, due
    nominal = add_years(start, length) if period.unit is Unit.YEARS else add_days(start, length)
    return nominal, nominal if period.threshold else calendar.roll(nominal)


def make(
    period: Period,
    start: date,
    *,
    edition: Edition,
    calendar: WorkCalendar,
    length: int | None = None,
    due_on: date | None = None,
    ref: str = "",
    party: str | int | None = None,
) -> Deadline:
    """A running deadline; `length` replaces the statutory one, `due_on` is a day fixed by a document."""
    length = period.length if length is None else length
    nominal, due = (due_on, due_on) if due_on else end_of(period, start, length, calendar)
    return Deadline(
        period,
        period.kind or DeadlineKind.DECISION,
        start,
        length,
        due,
        edition,
        calendar,
        nominal_on=nominal,
        provisional=touches_unknown(period, start, nominal, due, calendar),
        ref=ref,
        party=party,
    )


def touches_unknown(
    period: Period, start: date, nominal: date | None, due: date | None, calendar: WorkCalendar
) -> bool:
    """Whether the date rests on a year without a notice: for working days all days count, else only the last ones."""
    if due is None or nominal is None or period.threshold:
        return False
    return calendar.is_provisional(start if period.unit is Unit.WORKDAYS else nominal, due)


def settle(deadline: Deadline, *, on: date, met_on: date | None = None, over: bool = False) -> Deadline:
    """Write how the deadline stands on `on`; `over` says that it no longer matters when it was not met."""
    deadline.met_on = met_on
    deadline.status = _status(deadline, on, over)
    return deadline


def _status(deadline: Deadline, on: date, over: bool) -> Status:
    due = deadline.due_on
    if deadline.met_on is not None:
        return Status.MET_LATE if due is not None and deadline.met_on > due else Status.MET
    if over:
        return Status.LAPSED
    if due is not None and due < on:
        return Status.LAPSED if deadline.kind in RIGHTS else Status.OVERDUE
    return Status.STOPPED if deadline.days_left is not None else Status.RUNNING
