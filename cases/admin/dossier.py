"""A case as its page needs it: the events, what they mean today, who is in it. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cases import calendars, clock
from cases.event_rows import to_fact
from cases.forms.event import EventContext
from cases.history import History
from cases.models import Act, Agency, Case, Code, Event, Party, User
from cases.rules.calendar import WorkCalendar
from cases.rules.facts import Fact
from cases.rules.terms import Edition, Role
from cases.rules.timeline import CaseState, fold

from . import event_words
from .list_form import assignable

REFERENCES = ("respondent_id", "matter_id", "field_id", "lead_id", "second_id")


@dataclass
class Dossier:
    case: Case
    today: date
    request: HttpRequest

    @cached_property
    def events(self) -> list[Event]:
        return list(self.case.events.select_related("recorded_by").order_by("seq"))

    @cached_property
    def acts(self) -> list[Act]:
        return list(self.case.acts.select_related("matter", "field").order_by("pk"))

    @cached_property
    def parties(self) -> list[Party]:
        return list(self.case.parties.select_related("represents").order_by("position"))

    @cached_property
    def calendar(self) -> WorkCalendar:
        return calendars.current()

    @cached_property
    def history(self) -> History:
        return History(self.events, self.acts[0].facts() if self.acts else None)

    @cached_property
    def state(self) -> CaseState:
        return self.folded(self.history.facts)

    @property
    def edition(self) -> Edition:
        return self.state.edition or Edition(self.case.edition)

    def folded(self, facts: Sequence[Fact]) -> CaseState:
        """Raises RuleViolation where the facts are impossible."""
        history = self.history
        return fold(
            facts,
            on=self.today,
            calendar=self.calendar,
            procedure=history.procedure,
            edition=history.edition,
            act=history.act,
        )

    def with_fact(self, fact: Fact) -> CaseState:
        return self.folded([*self.history.facts, fact])

    def with_correction(self, event: Event, fact: Fact) -> CaseState:
        facts = [fact if one.pk == event.pk else to_fact(one) for one in self.history.effective]
        return self.folded(facts)

    def without(self, event: Event) -> CaseState:
        return self.folded([to_fact(one) for one in self.history.effective if one.pk != event.pk])

    def event(self, pk: int) -> Event:
        """An event that says what happened; whether it may still be changed is for `record` to say."""
        found = next((event for event in self.events if event.pk == pk and event.retracts_id is None), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def party_names(self) -> dict[int, str]:
        return {party.pk: party.name for party in self.parties}

    def context(self) -> EventContext:
        return EventContext(
            edition=self.edition,
            procedure=self.state.procedure,
            today=self.today,
            extended_days=self.state.extended_days,
            parties=[
                (party.pk, f"{party.name}（{_(Role(party.role).label)}）", Role(party.role)) for party in self.parties
            ],
            choices=self.choices,
        )

    @cached_property
    def choices(self) -> dict[str, Sequence[tuple[Any, str]]]:
        """What events may refer to beside the parties. Lazy lists: most forms need none of them."""
        people = assignable(self.request)
        codes = list(Code.objects.filter(list__in=("matter", "field"), active=True).order_by("order", "code"))
        return {
            "lead": people,
            "second": people,
            "respondent": list(Agency.objects.values_list("pk", "name")),
            **{name: [(code.code, code.label) for code in codes if code.list == name] for name in ("matter", "field")},
        }

    def details(self) -> dict[int, list[tuple[str, str]]]:
        """For each event its details in words. Three queries at most, whatever the number of events."""
        names = self.names()
        words = {}
        for event in self.events:
            if event.retracts_id is None:
                rows = event_words.describe(to_fact(event), edition=self.edition, names={"party": self.party_names})
                words[event.pk] = rows + self._references(event, names)
        return words

    def names(self) -> dict[str, dict[int, str]]:
        wanted = {name: {getattr(event, name) for event in self.events} - {None} for name in REFERENCES}
        people = User.objects.in_bulk(wanted["lead_id"] | wanted["second_id"])
        codes = Code.objects.in_bulk(wanted["matter_id"] | wanted["field_id"])
        agencies = Agency.objects.in_bulk(wanted["respondent_id"])
        named = {**{key: {pk: str(row) for pk, row in people.items()} for key in ("lead_id", "second_id")}}
        named |= {key: {pk: str(row) for pk, row in codes.items()} for key in ("matter_id", "field_id")}
        return {**named, "respondent_id": {pk: str(row) for pk, row in agencies.items()}}

    def _references(self, event: Event, names: dict[str, dict[int, str]]) -> list[tuple[str, str]]:
        labels = {
            "lead_id": _("主办"),
            "second_id": _("协办"),
            "matter_id": _("事项"),
            "field_id": _("领域"),
            "respondent_id": _("被申请人"),
        }
        return [
            (labels[key], names[key].get(value, "")) for key in labels if (value := getattr(event, key)) is not None
        ]


def open_dossier(request: HttpRequest, pk: int) -> Dossier:
    """Raises Http404 for what is not the user's organ's: that it exists is nobody else's business."""
    case = Case.objects.visible_to(request.user).with_names().filter(pk=pk).first()
    if case is None:
        raise Http404
    return Dossier(case, clock.today(), request)
