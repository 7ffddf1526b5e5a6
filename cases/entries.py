"""What somebody asks to have recorded, checked before the rules see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.event_rows import OPENING, columns
from cases.history import History
from cases.models import Event
from cases.references import Parties, References
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.facts import Fact, read_details
from cases.rules.terms import Kind
from cases.validators import plain_text

START_OF_LAW = date(1999, 10, 1)
PAST = ("delivered_on", "posted_on", "agency_received_on")
"""Details that tell of the past; a hearing or the end of a period may lie ahead."""
LONGEST = {"ref": 100, "ground": 200}
LONGEST_OTHER = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to be: a new fact, the correction of an event by a fact, or the retraction of an event."""

    fact: Fact | None = None
    corrects: Event | None = None
    retracts: Event | None = None
    reason: str = ""


def checked(fact: Fact, *, today: date, event: int = 0) -> Fact:
    """The fact with its details read. Raises Malformed for what cannot be read, RuleViolation for the future."""
    details = read_details(fact.kind, fact.details, event=event)
    for name, day in {"on": fact.on, **{name: details[name] for name in PAST if name in details}}.items():
        if day > today:
            message = _("%(kind)s的日期（%(day)s）晚于今天，尚未发生的事项不能登记")
            values = {"kind": fact.kind.label, "day": day.isoformat()}
            raise RuleViolation("future_date" if name == "on" else f"future_{name}", message % values, event=event)
    if fact.kind is Kind.RECEIVED and fact.on < START_OF_LAW:
        raise RuleViolation("before_law", _("收件日期早于行政复议法施行之日（1999-10-01），请核对"), event=event)
    _check_texts(details, event)
    return Fact(fact.kind, fact.on, details)


def _check_texts(details: Mapping[str, Any], event: int) -> None:
    for name, value in details.items():
        if not isinstance(value, str):
            continue
        longest = LONGEST.get(name, LONGEST_OTHER)
        if len(value) > longest:
            text = {"text": value[:20], "n": longest}
            raise Malformed("too_long", _("“%(text)s…”过长，最多%(n)s字") % text, event=event)
        try:
            plain_text(value)
        except ValidationError as error:
            raise Malformed("bad_character", "；".join(error.messages), event=event) from None


def row(entry: Entry, *, history: History, references: References, parties: Parties, today: date, place: int) -> Event:
    """The row of an entry, not yet numbered. `place` is its place among the entries of the call."""
    answered = _answered(entry, history)
    if entry.fact is None:
        return Event(kind=answered.kind, occurred_on=answered.occurred_on, retracts_id=answered.pk, reason=entry.reason)
    fact = references.resolve(checked(entry.fact, today=today, event=place), parties=parties, event=place)
    event = Event(**columns(fact))
    if answered is not None:
        event.corrects_id, event.reason = answered.pk, entry.reason
        _keep_opening(event, answered)
    return event


def _answered(entry: Entry, history: History) -> Any:
    """The event that is corrected or retracted, if it still stands. Raises RuleViolation if it does not."""
    target = entry.corrects or entry.retracts
    if target is None:
        return None
    if not entry.reason.strip():
        raise Malformed("reason_missing", _("更正或者撤回须说明理由"))
    _check_texts({"reason": entry.reason}, 0)
    standing = next((event for event in history.effective if event.pk == target.pk), None)
    if standing is None:
        raise _gone(target, history)
    if standing.kind == Kind.RECEIVED:
        _refuse_receipt(entry)
    return standing


def _gone(target: Event, history: History) -> RuleViolation:
    if target.retracts_id is not None:
        return RuleViolation("is_retraction", _("撤回记录本身不能再更正或者撤回；请重新登记该事项"))
    for event in history.events:
        if event.retracts_id == target.pk:
            return RuleViolation("already_retracted", _("该事项已被撤回（第%(n)s项）") % {"n": event.seq})
        if event.corrects_id == target.pk:
            message = _("该事项已被第%(n)s项更正，请更正或者撤回最新的一项")
            return RuleViolation("already_corrected", message % {"n": event.seq})
    return RuleViolation("other_case", _("该事项不属于本案"))


def _refuse_receipt(entry: Entry) -> None:
    if entry.fact is None:
        raise RuleViolation("receipt_stays", _("收件不能撤回；登记错误的，请将案件作废"))
    if entry.fact.kind is not Kind.RECEIVED:
        raise RuleViolation("receipt_stays", _("收件只能更正为收件；登记错误的，请将案件作废"))


def _keep_opening(event: Event, receipt: Event) -> None:
    """A corrected receipt still carries what the application said."""
    if receipt.kind == Kind.RECEIVED:
        for name in OPENING:
            setattr(event, name, getattr(receipt, name))
        for name in ("channel",):
            if name in receipt.details:
                event.details.setdefault(name, receipt.details[name])


def refuse_unfit(wanted: Sequence[Entry]) -> None:
    """There must be something to record, and one event can be answered once."""
    if not wanted:
        raise Malformed("nothing", _("没有要登记的事项"))
    targets = [target.pk for entry in wanted if (target := entry.corrects or entry.retracts)]
    if len(set(targets)) < len(targets):
        raise RuleViolation("answered_twice", _("同一事项在一次操作中只能更正或者撤回一次"))
