"""The rows that `record` would have written, had the calls of a plan been typed in at their moments.

Nothing is asked of the database: ids are given beforehand, histories stay in memory. What is checked, judged, sealed
and projected goes through the same functions as in `record`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from cases import chain, clock, entries, openings, projections, versions
from cases.event_rows import to_fact
from cases.generating.plans import Call, Plan
from cases.history import History
from cases.models import Act, Case, Event, Organ, Party
from cases.models.columns import FOREVER
from cases.references import Parties, References
from cases.rules.calendar import WorkCalendar
from cases.rules.facts import Fact


@dataclass(slots=True)
class Ids:
    """Primary keys, given before the rows are written."""

    cases: Iterator[int]
    parties: Iterator[int]
    acts: Iterator[int]
    events: Iterator[int]


@dataclass(slots=True)
class Rows:
    """All that hangs on one case. `told` are its versions: from when, to when, which columns."""

    case: Case
    act: Act | None
    agencies: list[int]
    parties: list[Party]
    events: list[Event]
    to: projections.Projected
    told: list[tuple[datetime, datetime, Mapping[str, Any]]] = field(default_factory=list)
    facts: dict[int, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Remembered(History):
    """Reads each event once, however often the history is judged."""

    read: dict[int, Fact] = field(default_factory=dict)

    @cached_property
    def facts(self) -> list[Fact]:
        for event in self.events:
            if event.seq not in self.read:
                self.read[event.seq] = to_fact(event)
        return [self.read[event.seq] for event in self.effective]

    def with_events(self, events: Iterable[Event]) -> Remembered:
        return Remembered([*self.events, *events], self.act, self.read)


@dataclass(slots=True)
class Ledger:
    """One organ's book. `today`: up to when time is let pass."""

    organ: Organ
    references: References
    calendar: WorkCalendar
    today: date

    def write(self, plan: Plan, *, number: str, ids: Ids) -> Rows:
        rows = self._open(plan, number, ids)
        parties = [(party.pk, party.name, party.role) for party in rows.parties]
        for call in plan.calls[1:]:
            self._record(rows, plan, call, parties, ids)
        self._let_pass(rows)
        projections.assign(rows.case, rows.to.columns)
        return rows

    def _open(self, plan: Plan, number: str, ids: Ids) -> Rows:
        moment = plan.calls[0].moment
        opening = openings.Opening(plan.application, plan.opening)
        draft = openings.drafted(
            opening, today=clock.day_of(moment), calendar=self.calendar, references=self.references
        )
        draft.number = number
        case = openings.case_row(self.organ, draft, by=plan.by, moment=moment, imported=False)
        case.pk = next(ids.cases)
        self._hang_on(case, draft, ids)
        for event in draft.events:
            event.pk, event.case_id, event.recorded_at, event.recorded_by = next(ids.events), case.pk, moment, plan.by
        case.head = chain.seal(draft.events, previous="")
        agencies = [agency.pk for agency in draft.application.respondents]
        rows = Rows(case, draft.act, agencies, draft.parties, draft.events, draft.to)
        rows.told.append((moment, FOREVER, versions.counted(case)))
        return rows

    def _hang_on(self, case: Case, draft: openings.Draft, ids: Ids) -> None:
        draft.row = case
        openings.gather_parties(draft, ids.parties)
        if draft.act:
            draft.act.pk, draft.act.case = next(ids.acts), case

    def _record(self, rows: Rows, plan: Plan, call: Call, parties: Parties, ids: Ids) -> None:
        case, today, since = rows.case, clock.day_of(call.moment), rows.to.columns["next_change_on"]
        history = self._history(rows)
        events = self._events(history, plan, call, parties, ids)
        after = history.with_events(events)
        known = projections.elapsed(history, since=since, today=today, calendar=self.calendar)
        known.append((call.moment, projections.project(after, on=today, calendar=self.calendar)))
        rows.events.extend(events)
        case.version, case.events_count, case.head = case.version + 1, len(rows.events), after.head
        case.recorded_at = call.moment
        _know(rows, known)

    def _events(self, history: History, plan: Plan, call: Call, parties: Parties, ids: Ids) -> list[Event]:
        known = {event.seq: event for event in history.events}
        places = {place: pk for place, (pk, _name, _role) in enumerate(parties, start=1)}
        wanted = [step.entry(known, places) for step in call.steps]
        entries.refuse_unfit(wanted)
        last, today = history.events[-1], clock.day_of(call.moment)
        events = [
            entries.row(entry, history=history, references=self.references, parties=parties, today=today, place=place)
            for place, entry in enumerate(wanted)
        ]
        for seq, event in enumerate(events, start=last.seq + 1):
            event.pk, event.case_id, event.seq, event.call = next(ids.events), last.case_id, seq, last.call + 1
            event.recorded_at, event.recorded_by = call.moment, plan.by
        chain.seal(events, previous=last.hash)
        return events

    def _history(self, rows: Rows) -> History:
        return Remembered(list(rows.events), rows.act.facts() if rows.act else None, rows.facts)

    def _let_pass(self, rows: Rows) -> None:
        """What the nightly run would find to do."""
        since, history = rows.to.columns["next_change_on"], self._history(rows)
        known = projections.elapsed(history, since=since, today=self.today, calendar=self.calendar)
        if known:
            rows.case.version += 1
            _know(rows, known)


def _know(rows: Rows, known: Sequence[projections.Known]) -> None:
    """The last of it stays as columns; every step that changes what counts becomes a version."""
    rows.to = known[-1][1]
    before = rows.told[-1][2]
    kept = {name: before[name] for name in before if name not in rows.to.columns}
    for moment, columns in versions.changes(before, [(at, {**kept, **to.columns}) for at, to in known]):
        since, _until, last = rows.told[-1]
        if moment <= since:
            raise ValueError(f"what is known from {moment} cannot follow what is known from {since}")
        rows.told[-1] = (since, moment, last)
        rows.told.append((moment, FOREVER, columns))
