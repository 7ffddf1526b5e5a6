"""The details of an event in words, for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.rules import grounds
from cases.rules.facts import DETAILS, Fact
from cases.rules.terms import Edition, Kind, Outcome, Term
from cases.templatetags.ui import day

QUIET = frozenset({"role", "partial"})
PEOPLE = frozenset({"party", "lead", "second", "respondent"})


def describe(fact: Fact, *, edition: Edition, names: Mapping[str, Mapping[Any, str]]) -> list[tuple[str, str]]:
    """names: for each kind of reference what its keys are called."""
    table = DETAILS[fact.kind]
    rows = []
    for name, value in fact.details.items():
        if name not in QUIET and name in table:
            rows.append((_(table[name].label), spoken(name, value, fact, edition, names)))
    return rows


def spoken(name: str, value: Any, fact: Fact, edition: Edition, names: Mapping[str, Mapping[Any, str]]) -> str:
    if name == "ground":
        return ground(str(value), fact, edition)
    if name in names:
        return names[name].get(value, str(value))
    if isinstance(value, Term):
        return _(value.label)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return day(value)
    if name == "parts":
        return "；".join(f"{part['act']}：{_(part['outcome'].label)}" for part in value)
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def ground(code: str, fact: Fact, edition: Edition) -> str:
    """The item of the edition's own list, with its words."""
    if fact.kind is Kind.SUSPENDED:
        words = grounds.suspension_grounds(edition).get(code)
    elif fact.kind is Kind.CONCLUDED:
        words = grounds.outcome_grounds(Outcome(fact.get("outcome")), edition=edition).get(code)
    else:
        words = None
    return f"（{code}）{_(words)}" if words else code
