"""Correcting and retracting: the same small form with the reason why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Event
from cases.rules.facts import DETAILS, Fact
from cases.rules.terms import Kind

from .base import CaseForm, text_field, version_field
from .event import EventContext, EventForm


class CorrectionForm(EventForm):
    """The event as it was recorded, to be put right, and why."""

    def __init__(self, event: Event, fact: Fact, context: EventContext, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**recorded(event, fact), **kwargs.get("initial", {})}
        super().__init__(Kind(event.kind), context, *args, **kwargs)
        self.fields["reason_why"] = text_field(_("更正理由"), "w12", required=True, max_length=500)

    @property
    def why(self) -> str:
        return str(self.cleaned_data["reason_why"])


class RetractionForm(CaseForm):
    version = version_field()
    reason_why = text_field(gettext_lazy("撤回理由"), "w12", required=True, max_length=500)

    @property
    def why(self) -> str:
        return str(self.cleaned_data["reason_why"])


def recorded(event: Event, fact: Fact) -> dict[str, Any]:
    """What the fields of the form start with."""
    values = {name: getattr(value, "value", value) for name, value in fact.details.items()}
    if fact.kind is Kind.CONCLUDED and values.get("ground"):
        values["ground"] = f"{values['outcome']}|{values['ground']}"
    for name in ("respondent", "lead", "second"):
        if name in DETAILS[fact.kind]:
            values[name] = getattr(event, f"{name}_id")
    for name in ("matter", "field"):
        if name in DETAILS[fact.kind] and getattr(event, f"{name}_id"):
            values[name] = getattr(event, name).code
    return {"on": fact.on, **values}
