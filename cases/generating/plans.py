"""What is to be written of one case: the application, and call by call what was typed in, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.application import Application
from cases.models import Event, User
from cases.record import Entry
from cases.rules.facts import Fact


@dataclass(frozen=True, slots=True)
class Step:
    """A fact, which may correct the event of a number; without a fact, the retraction of that event.

    Facts name a party by its place in the application, from 1.
    """

    fact: Fact | None = None
    corrects: int = 0
    retracts: int = 0
    reason: str = ""

    def entry(self, events: Mapping[int, Event], parties: Mapping[int, int]) -> Entry:
        """With the rows and ids that by now stand for numbers and places."""
        fact = self.fact
        if fact is not None and "party" in fact.details:
            fact = Fact(fact.kind, fact.on, {**fact.details, "party": parties[fact.details["party"]]})
        corrects, retracts = events.get(self.corrects), events.get(self.retracts)
        return Entry(fact, corrects=corrects, retracts=retracts, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed in at one moment."""

    moment: datetime
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Plan:
    """The first call opens the case."""

    application: Application
    calls: Sequence[Call]
    by: User

    @property
    def opening(self) -> list[Fact]:
        return [step.fact for step in self.calls[0].steps if step.fact is not None]

    @property
    def events(self) -> int:
        return sum(len(call.steps) for call in self.calls)
