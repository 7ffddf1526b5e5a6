"""The course of a case so far: what the walk through its facts has gathered, before anything is derived from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from . import law
from .calendar import WorkCalendar, add_days
from .facts import Fact
from .findings import Finding
from .stops import End, Stop, end_with_stops
from .terms import Disposition, Edition, Kind, Procedure


@dataclass(slots=True)
class Screening:
    """One review of the application: from receipt (P5), or from the supplement (P8)."""

    code: str
    starts_on: date
    due_on: date
    met_on: date | None = None
    lapsed: bool = False

    @property
    def is_open(self) -> bool:
        return self.met_on is None and not self.lapsed


@dataclass(slots=True)
class Supplement:
    """One notice to supplement, and when its period ends; `due_on` is None where no document says."""

    starts_on: date
    days: int | None
    due_on: date | None
    met_on: date | None = None
    ended_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


@dataclass(slots=True)
class Course:
    """The facts by kind, the open questions, and the dates that followed from them up to now."""

    calendar: WorkCalendar
    edition: Edition
    procedure: Procedure
    facts: defaultdict[Kind, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    screenings: list[Screening] = field(default_factory=list)
    supplements: list[Supplement] = field(default_factory=list)
    suspensions: list[Stop] = field(default_factory=list)
    clock_stops: list[Stop] = field(default_factory=list)
    procedures: list[tuple[date, Procedure]] = field(default_factory=list)
    switched_late: bool = False
    extension: int = 0
    accepted_on: date | None = None
    filed_on: date | None = None
    deemed_filed: bool = False
    filed_explicitly: bool = False
    decision_days: int | None = None
    not_filed_on: date | None = None
    disposition: Disposition | None = None
    deemed_abandoned: bool = False
    abandonment_recorded: bool = False
    concluded: Fact | None = None
    voided_on: date | None = None
    partial: bool = False

    @property
    def concluded_on(self) -> date | None:
        return self.concluded.on if self.concluded else None

    @property
    def closed_on(self) -> date | None:
        return self.concluded_on or self.not_filed_on or self.voided_on

    @property
    def is_closed(self) -> bool:
        return self.concluded is not None or self.not_filed_on is not None or self.voided_on is not None

    @property
    def may_revive(self) -> bool:
        """Whether the case ended only because time ran out, so that a late supplement may take it up again."""
        return self.deemed_abandoned and not self.abandonment_recorded and self.voided_on is None

    @property
    def acceptance_on(self) -> date | None:
        """From when the review's periods run: filing, or under the law of 2017 receipt (原第十七条第二款)."""
        if self.filed_on is None:
            return None
        return self.accepted_on if self.edition is Edition.LAW_2017 else self.filed_on

    @property
    def open_suspension(self) -> Stop | None:
        return self.suspensions[-1] if self.suspensions and self.suspensions[-1].is_open else None

    @property
    def screening(self) -> Screening | None:
        return self.screenings[-1] if self.screenings and self.screenings[-1].is_open else None

    @property
    def supplement(self) -> Supplement | None:
        return self.supplements[-1] if self.supplements and self.supplements[-1].is_open else None

    def procedure_on(self, day: date) -> Procedure:
        procedure = self.procedures[0][1] if self.procedures else self.procedure
        for since, switched in self.procedures:
            if since <= day:
                procedure = switched
        return procedure

    def note(self, code: str, article: str, message: str) -> None:
        self.findings.append(Finding(code, article, message))

    @property
    def decision_procedure(self) -> Procedure:
        """A switch after the thirty days of the summary procedure have expired revives nothing (第五十五条)."""
        return Procedure.SUMMARY if self.switched_late else self.procedure

    def decision_period(self) -> law.Period:
        """第六十二条；原第三十一条第一款."""
        return law.PERIODS[self.edition]["P18" if self.decision_procedure is Procedure.SUMMARY else "P16"]

    def decision_length(self) -> int:
        """Calendar days without an extension; a law may fix fewer (第六十二条第一款但书)."""
        length = self.decision_period().length or 0
        return min(length, self.decision_days) if self.decision_days else length

    def decision_end(self, *, extension: int | None = None) -> End | None:
        """The end of the decision period; `extension` replaces the days by which it was extended."""
        start = self.acceptance_on
        if start is None:
            return None
        extension = self.extension if extension is None else extension
        if self.decision_procedure is Procedure.SUMMARY:
            extension = 0
        return end_with_stops(start, self.decision_length() + extension, self.stops(), calendar=self.calendar)

    def stops(self) -> list[Stop]:
        """All that stops the decision period; what was open at the end of the case ends with it."""
        stops = self.suspensions + self.clock_stops
        if self.edition is Edition.LAW_2017:
            stops = stops + [Stop(item.starts_on, item.ended_on, "补正") for item in self.supplements]
        if not self.is_closed or all(stop.until for stop in stops):
            return stops
        return [stop if stop.until else Stop(stop.since, self.closed_on, stop.why) for stop in stops]


def supplement_due(course: Course, start: date, days: int | None, fixed: date | None) -> date | None:
    """The last day to supplement (第三十一条第二款；实施条例第二十九条).

    days: working days under the law of 2023, calendar days under the notice of 2017; fixed: a day set by the notice.
    """
    if days is None:
        return fixed
    if course.edition is Edition.LAW_2017:
        due = course.calendar.roll(add_days(start, days))
    else:
        due = course.calendar.add_workdays(start, days)
    return max(due, fixed) if fixed else due
