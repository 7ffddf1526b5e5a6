"""What happened to a case, newest first; what time brought about stands among it, what was corrected stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.models import Event
from cases.rules.terms import Edition, Kind
from cases.rules.timeline import CaseState


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    on: date
    event: Event | None = None
    details: tuple[tuple[str, str], ...] = ()
    gone: str = ""
    answered_by: Event | None = None
    article: str = ""

    @property
    def is_derived(self) -> bool:
        return self.event is None

    @property
    def may_change(self) -> bool:
        return self.event is not None and not self.gone and self.event.retracts_id is None

    @property
    def may_retract(self) -> bool:
        """The receipt stays, also as corrected: a wrong registration is voided."""
        return self.may_change and self.event is not None and self.event.kind != Kind.RECEIVED


def entries(events: Iterable[Event], state: CaseState, details: dict[int, list[tuple[str, str]]]) -> list[Entry]:
    answers = {
        event.corrects_id or event.retracts_id: event for event in events if event.corrects_id or event.retracts_id
    }
    found = [
        *(entry(event, answers.get(event.pk), details.get(event.pk, [])) for event in events if not event.retracts_id),
        *derived(state),
    ]
    place = places(events)
    return sorted(found, key=lambda one: (one.on, *(place[one.event.pk] if one.event else (0, 0))), reverse=True)


def places(events: Iterable[Event]) -> dict[int, tuple[int, int]]:
    """Within a day a correction stands where the event that it corrects stands."""
    found: dict[int, tuple[int, int]] = {}
    for event in sorted(events, key=lambda event: event.seq):
        first, _own = found.get(event.corrects_id or 0, (event.seq, 0))
        found[event.pk] = (first, event.seq)
    return found


def entry(event: Event, answer: Event | None, details: list[tuple[str, str]]) -> Entry:
    gone = "" if answer is None else _("已撤回") if answer.retracts_id else _("已更正")
    return Entry(_(Kind(event.kind).label), event.occurred_on, event, tuple(details), gone, answer)


def derived(state: CaseState) -> Iterator[Entry]:
    """Filed by silence (第三十条第三款), abandoned by silence (第三十一条第二款)."""
    old = state.edition is Edition.LAW_2017
    if state.deemed_filed and state.filed_on:
        yield Entry(_("视为受理，立案"), state.filed_on, article=_("原第十七条第二款") if old else _("第三十条第三款"))
    if state.deemed_abandoned and state.closed_on:
        article = _("实施条例第二十九条") if old else _("第三十一条第二款")
        yield Entry(_("视为放弃申请"), state.closed_on, article=article)
