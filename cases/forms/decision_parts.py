"""A decision in several parts: an act, or what was asked about it, and its own outcome (第六十三条至第七十三条)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cases.rules import grounds
from cases.rules.terms import Edition, Outcome

from .base import choice_field, refuse, term_choices, text_field

MOST = 6


def part_fields(edition: Edition) -> Iterator[tuple[str, forms.Field]]:
    known = grounds.outcomes(edition)
    outcomes = [(code, label) for code, label in term_choices(Outcome) if code in known]
    for n in range(1, MOST + 1):
        yield f"part_{n}", text_field(_("第%(n)s部分：行政行为或者请求") % {"n": n}, "w8")
        yield f"part_{n}_outcome", choice_field(_("第%(n)s部分的决定") % {"n": n}, outcomes, "w4")


def initial(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the fields start with where parts were recorded before."""
    found: dict[str, Any] = {}
    for n, part in enumerate(parts, start=1):
        found |= {f"part_{n}": str(part["act"]), f"part_{n}_outcome": part["outcome"].value}
    return found


def read(form: forms.Form) -> list[dict[str, Any]]:
    """The parts that were typed in; a half of one is refused beside the half that is missing."""
    parts = []
    for n in range(1, MOST + 1):
        act, outcome = form.cleaned_data.get(f"part_{n}"), form.cleaned_data.get(f"part_{n}_outcome")
        if act and outcome:
            parts.append({"act": act, "outcome": outcome})
        elif act:
            form.add_error(f"part_{n}_outcome", refuse(_("请选择这一部分的决定")))
        elif outcome:
            form.add_error(f"part_{n}", refuse(_("请写明这一部分的行政行为或者请求")))
    return parts
