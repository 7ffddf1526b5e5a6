"""The record: the only writer of events. Several facts in one call are recorded together or not at all.

Every writer first claims the case (`version`), then reads its events, lets the rules judge the history as it would
become, and only then writes. The log is legal after every call.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from cases import calendars, chain, clock, entries, locks, people, projections
from cases.application import Application, PartyData, checked_party
from cases.conflicts import Conflict, explained
from cases.entries import Entry
from cases.history import History, load
from cases.models import Case, Event, FeedEntry, Organ, Party, User
from cases.openings import BadOpenings, Opening, open_cases
from cases.references import References, parties_of
from cases.rules.errors import RuleError
from cases.rules.facts import Fact
from cases.rules.terms import Kind

__all__ = [
    "BadOpenings",
    "Conflict",
    "Entry",
    "Opening",
    "correct",
    "open_case",
    "open_cases",
    "record",
    "retract",
    "write",
]

INSTANT = timedelta(microseconds=1)


def open_case(
    organ: Organ,
    application: Application,
    facts: Sequence[Fact],
    *,
    by: User | None,
    number: str | None = None,
    imported: bool = False,
) -> Case:
    """Registers an application with its first facts, of which the receipt comes first.

    Facts name a party by its place in the application, from 1. Raises Malformed or RuleViolation.
    """
    try:
        return open_cases(organ, [Opening(application, facts, number)], by=by, imported=imported)[0]
    except BadOpenings as bad:
        raise bad.errors[0][1] from None


def record(
    case: Case, facts: Sequence[Fact], *, by: User | None, version: int, parties: Sequence[PartyData] = ()
) -> Case:
    """Records facts, in one call and at one moment. Returns the case as it is now.

    version: what the writer saw. parties: new ones, whom the facts may name by their names.
    Raises Conflict where somebody was faster, Malformed or RuleViolation where it cannot be.
    """
    return write(case, [Entry(fact) for fact in facts], by=by, version=version, parties=parties)


def correct(event: Event, fact: Fact, *, reason: str, by: User | None, version: int) -> Case:
    """Records that an event was really this fact. Both stay; the fact takes the event's place in the history."""
    return write(event.case, [Entry(fact, corrects=event, reason=reason)], by=by, version=version)


def retract(event: Event, *, reason: str, by: User | None, version: int) -> Case:
    """Records that an event did not happen. Both stay; the history goes on without it."""
    return write(event.case, [Entry(retracts=event, reason=reason)], by=by, version=version)


def write(
    case: Case, wanted: Sequence[Entry], *, by: User | None, version: int, parties: Sequence[PartyData] = ()
) -> Case:
    """Facts, corrections and retractions in one call: some are legal only together."""
    with transaction.atomic(), explained():
        current = claim(case, version)
        moment = max(clock.now(), current.recorded_at + INSTANT)
        return _Call(current, by=by, moment=moment).write(wanted, parties)


CLAIM = f"UPDATE {Case._meta.db_table} SET version = version + 1 WHERE id = %s AND version = %s RETURNING *"


def claim(case: Case, version: int) -> Case:
    """From here to the end of the transaction the case is ours. The loser learns it before any rule is asked.

    One statement takes the case and reads it as it is; what the caller holds may be older, but for the organ.
    """
    locks.recording()
    claimed = next(iter(Case.objects.raw(CLAIM, [case.pk, version])), None)
    if claimed is None:
        raise Conflict
    if case.organ_id == claimed.organ_id:
        claimed.organ = case.organ
    return claimed


class _Call:
    """One call on one claimed case."""

    def __init__(self, case: Case, *, by: User | None, moment: datetime) -> None:
        self.case, self.by, self.moment = case, by, moment
        self.today = clock.day_of(moment)
        self.calendar = calendars.current()
        self.history = load([case.pk])[case.pk]

    def write(self, wanted: Sequence[Entry], parties: Sequence[PartyData]) -> Case:
        if parties:
            self._add_parties(parties)
        events = self._events(wanted)
        history = self.history.with_events(events)
        known = [*self._elapsed(), (self.moment, self._judged(history, events))]
        self._store(events)
        extra = {"events_count": len(history.events), "head": history.head, "recorded_at": self.moment}
        stood = self._stood() if len(known) == 1 else None
        projections.write([projections.Change(self.case, known, extra, stood=stood)])
        self._attend(history, events)
        return self.case

    def _events(self, wanted: Sequence[Entry]) -> list[Event]:
        entries.refuse_unfit(wanted)
        references, parties = References(self.case.organ), self._parties(wanted)
        events = [
            entries.row(
                entry, history=self.history, references=references, parties=parties, today=self.today, place=place
            )
            for place, entry in enumerate(wanted)
        ]
        last = self.history.events[-1]
        for seq, event in enumerate(events, start=last.seq + 1):
            event.case_id, event.seq, event.call = self.case.pk, seq, last.call + 1
            event.recorded_at, event.recorded_by = self.moment, self.by
        chain.seal(events, previous=last.hash)
        return events

    def _parties(self, wanted: Sequence[Entry]) -> list[tuple[int, str, str]]:
        named = any(entry.fact and "party" in entry.fact.details for entry in wanted)
        return list(parties_of(self.case)) if named else []

    def _judged(self, history: History, events: Sequence[Event]) -> projections.Projected:
        try:
            return projections.project(history, on=self.today, calendar=self.calendar)
        except RuleError as error:
            error.event = _place(error.event, history, events)
            raise

    def _elapsed(self) -> list[projections.Known]:
        """What time had brought about before anybody looked."""
        since = self.case.next_change_on
        return projections.elapsed(self.history, since=since, today=self.today, calendar=self.calendar)

    def _stood(self) -> projections.Projected | None:
        """What is stored now, if it is what the history meant before this call."""
        before = projections.project(self.history, on=self.today, calendar=self.calendar)
        return None if projections.differing(self.case, before) else before

    def _store(self, events: Sequence[Event]) -> None:
        Event.objects.bulk_create(events)
        FeedEntry.objects.bulk_create(FeedEntry(event=event) for event in events)

    def _add_parties(self, parties: Sequence[PartyData]) -> None:
        last = Party.objects.filter(case=self.case).aggregate(last=Max("position"))["last"] or 0
        Party.objects.bulk_create(
            people.row(checked_party(data, today=self.today), case=self.case, position=position)
            for position, data in enumerate(parties, start=last + 1)
        )
        Case.objects.filter(pk=self.case.pk).update(**people.refresh_text(self.case))

    def _attend(self, history: History, events: Sequence[Event]) -> None:
        if any(event.kind in (Kind.PARTY_JOINED, Kind.PARTY_LEFT) for event in events):
            changed = people.attend(history, Party.objects.filter(case=self.case))
            Party.objects.bulk_update(changed, ["joined_on", "left_on"])


def _place(index: int | None, history: History, events: Sequence[Event]) -> int | None:
    """The rules name an event by its place in the history; the caller knows the places of the call."""
    if index is None:
        return None
    seq = history.effective[index].seq
    return next((place for place, event in enumerate(events) if event.seq == seq), None)
