"""Which events of a case are in force: corrections put in their places, retracted ones left out.

An event that corrects another takes over its place among the facts of one day. Retracting an event removes it, and if
it was itself a correction, what it had corrected does not come back: the fact is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cases.models import Act, Event
from cases.rules.facts import ActFacts, Fact
from cases.rules.terms import Edition, Kind, Procedure

from .event_rows import to_fact


@dataclass(frozen=True, slots=True)
class Classification:
    """What reports group a case by and who handles it, as the application said and later events changed it."""

    edition: str = ""
    respondent_id: int | None = None
    respondent_type: str = ""
    matter_id: int | None = None
    field_id: int | None = None
    handler_id: int | None = None
    second_id: int | None = None


class Tenure(NamedTuple):
    role: str
    user_id: int
    since: date
    until: date | None


@dataclass(frozen=True)
class History:
    """The events of one case, in the order of their numbers, and what is given beside them."""

    events: Sequence[Event]
    act: ActFacts | None = None

    @cached_property
    def effective(self) -> list[Event]:
        return effective(self.events)

    @cached_property
    def facts(self) -> list[Fact]:
        return [to_fact(event) for event in self.effective]

    @cached_property
    def opening(self) -> Event:
        """The receipt, as it stands after corrections: it carries what the application said."""
        return next(event for event in self.effective if event.kind == Kind.RECEIVED)

    @cached_property
    def classifications(self) -> list[tuple[date, Classification]]:
        """The classification after the opening and after each change, with the day."""
        return list(_classified(self.opening, self.effective))

    @property
    def edition(self) -> Edition | None:
        return Edition(self.opening.edition) if self.opening.edition else None

    @property
    def procedure(self) -> Procedure:
        return Procedure(self.opening.procedure or Procedure.ORDINARY)

    @property
    def head(self) -> str:
        return self.events[-1].hash if self.events else ""

    def with_events(self, events: Iterable[Event]) -> History:
        return History([*self.events, *events], self.act)

    def first(self, kind: Kind) -> date | None:
        return next((event.occurred_on for event in self.effective if event.kind == kind), None)


def effective(events: Sequence[Event]) -> list[Event]:
    """In legal order: by day, then by the number of the event that first stood in this place, then by number."""
    by_pk = {event.pk: event for event in events if event.pk}
    place: dict[int, int] = {}
    gone: set[int] = set()
    for event in events:
        answered = by_pk.get(event.corrects_id or event.retracts_id or 0)
        place[event.seq] = place[answered.seq] if answered else event.seq
        if answered:
            gone.add(answered.seq)
    standing = (event for event in events if event.retracts_id is None and event.seq not in gone)
    return sorted(standing, key=lambda event: (event.occurred_on, place[event.seq], event.seq))


def classify(history: History) -> Classification:
    _day, last = history.classifications[-1]
    return last


def _classified(opening: Event, events: Iterable[Event]) -> Iterator[tuple[date, Classification]]:
    current = _applied(Classification(), opening)
    yield opening.occurred_on, current
    for event in events:
        if event.kind in (Kind.CLASSIFIED, Kind.ASSIGNED):
            current = _applied(current, event)
            yield event.occurred_on, current


def _applied(before: Classification, event: Event) -> Classification:
    """Who takes the lead is no longer second."""
    handler, second = event.lead_id or before.handler_id, event.second_id or before.second_id
    return Classification(
        edition=event.edition or before.edition,
        respondent_id=event.respondent_id or before.respondent_id,
        respondent_type=event.respondent_type or before.respondent_type,
        matter_id=event.matter_id or before.matter_id,
        field_id=event.field_id or before.field_id,
        handler_id=handler,
        second_id=second if second != handler else None,
    )


def tenures(history: History) -> list[Tenure]:
    """Who handled the case, from when to when."""
    found: list[Tenure] = []
    for role in ("lead", "second"):
        spans: list[Tenure] = []
        for day, current in history.classifications:
            user = current.handler_id if role == "lead" else current.second_id
            if spans and spans[-1].until is None and spans[-1].user_id != user:
                spans[-1] = spans[-1]._replace(until=day)
            if user is not None and not (spans and spans[-1].until is None):
                spans.append(Tenure(role, user, day, None))
        found += spans
    return found


EVENTS = f"SELECT * FROM {Event._meta.db_table} WHERE case_id IN ({{}}) ORDER BY case_id, seq"
ACTS = f"SELECT * FROM {Act._meta.db_table} WHERE case_id IN ({{}}) ORDER BY id DESC"


def load(case_ids: Collection[int]) -> dict[int, History]:
    """The histories of some cases, in two queries.

    Written out, because every call on a case asks them: to compose them takes longer than to answer them.
    """
    events: dict[int, list[Event]] = {case_id: [] for case_id in case_ids}
    if not events:
        return {}
    ids, places = [*events], ", ".join(["%s"] * len(events))
    for event in Event.objects.raw(EVENTS.format(places), ids):
        events[event.case_id].append(event)
    acts = {act.case_id: act.facts() for act in Act.objects.raw(ACTS.format(places), ids)}
    return {case_id: History(events[case_id], acts.get(case_id)) for case_id in case_ids}
