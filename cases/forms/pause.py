"""A suspension that nobody recorded in its time, with the day on which the case went on: legal only together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.rules.facts import Fact
from cases.rules.terms import Kind

from .base import date_field, refuse
from .event import EventContext, EventForm


class PauseForm(EventForm):
    """Recorded one after the other, the case would stand still in between, and what came later would be impossible."""

    def __init__(self, context: EventContext, *args: Any, **kwargs: Any) -> None:
        super().__init__(Kind.SUSPENDED, context, *args, **kwargs)
        self.fields["on"].label = _("中止日期")
        self.fields["resumed_on"] = date_field(_("恢复日期"), "w4", required=True)
        self.fields["resumed_on"].widget.attrs["max"] = context.today.isoformat()
        self.initial["on"] = None
        self.order_fields(["on", "resumed_on"])

    def clean_resumed_on(self) -> date:
        resumed: date = self.cleaned_data["resumed_on"]
        if resumed > self.context.today:
            raise refuse(_("日期不能晚于今天；尚未恢复审理的，请只记录中止"))
        if (since := self.cleaned_data.get("on")) and resumed < since:
            raise refuse(_("恢复日期不能早于中止日期"))
        return resumed

    def facts(self) -> list[Fact]:
        return [self.fact(), Fact(Kind.RESUMED, self.cleaned_data["resumed_on"])]
