"""Between the facts of the rules and the rows of the log: typed columns for what counts, JSON for the rest.

The receipt (`received`) also carries what the application said at the opening: edition, respondent, matter, field and
handlers. So the whole opening stands in the chain, and undoing a later change brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from cases.models import Event
from cases.rules.facts import DETAILS, NOTHING, Fact
from cases.rules.terms import Kind

TEXTS = ("ref", "disposition", "ground", "outcome", "withdrawal", "procedure", "edition", "respondent_type")
DATES = ("delivered_on", "due_on", "hearing_on", "posted_on")
TYPED = (*TEXTS, *DATES)
REFERENCES = ("party", "respondent", "matter", "field", "lead", "second")
OPENING = ("procedure", "edition", "respondent_type", "respondent_id", "matter_id", "field_id", "lead_id", "second_id")
_NOT_LAW = ("respondent", "respondent_type", "matter", "field", "lead", "second")
_COLUMNS = {kind: tuple(name for name in TYPED if name in DETAILS[kind]) for kind in Kind}


def columns(fact: Fact) -> dict[str, Any]:
    """The columns of a row for this fact. References are ids by now."""
    row: dict[str, Any] = {"kind": fact.kind.value, "occurred_on": fact.on}
    details = {}
    for name, value in fact.details.items():
        if name in TYPED:
            row[name] = value.value if isinstance(value, Enum) else value
        elif name in REFERENCES:
            row[f"{name}_id"] = value
        elif name == "days" and fact.kind is Kind.EXTENDED:
            row[name] = value
        else:
            details[name] = _plain(value)
    row["details"] = details
    return row


def to_fact(event: Event) -> Fact:
    """What the rules read of a row."""
    kind = Kind(event.kind)
    table = DETAILS[kind]
    found: dict[str, Any] = {name: value for name in _COLUMNS[kind] if (value := getattr(event, name))}
    found.update(event.details)
    if event.party_id is not None:
        found["party"] = event.party_id
    if kind is Kind.EXTENDED:
        found["days"] = event.days
    details = {name: table[name].read(value) for name, value in found.items() if name in table and name not in _NOT_LAW}
    return Fact(kind, event.occurred_on, details or NOTHING)


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
