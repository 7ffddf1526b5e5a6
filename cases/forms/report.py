"""Which period, of whose cases, and as known when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import clock
from cases.models import Organ
from cases.reports.dimensions import DIMENSIONS
from cases.reports.indicators import FLOWS, INDICATORS
from cases.reports.periods import Period
from cases.rules.errors import Malformed

from .base import CaseForm, choice_field, date_field, refuse, text_field

ALL = "all"
MEASURES = (*FLOWS, "pending")
DIMENSION_CHOICES = [(name, dimension.label) for name, dimension in DIMENSIONS.items()]


class PeriodForm(CaseForm):
    """organs: whose cases the user may see, the own organ first. With one of them there is nothing to choose."""

    start = date_field(gettext_lazy("自"), "", required=True)
    end = date_field(gettext_lazy("至"), "", required=True)
    known = date_field(gettext_lazy("截至当时所知"), "")
    organ = choice_field(gettext_lazy("复议机关"), [], blank=None)

    def __init__(self, *args: Any, organs: Sequence[Organ] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._organs = {organ.code: organ for organ in organs}
        choices = [(organ.code, organ.name) for organ in organs]
        field = self.fields["organ"]
        field.choices = [*choices, (ALL, _("全部机关"))] if len(choices) > 1 else choices  # type: ignore[attr-defined]
        if len(choices) < 2:
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("start") and cleaned.get("end"):
            try:
                cleaned["period"] = Period(cleaned["start"], cleaned["end"])
            except Malformed as error:
                self.add_error("end", refuse(error.message))
        known = cleaned.get("known")
        if known and known > clock.today():
            self.add_error("known", refuse(_("不能晚于今天")))
        return cleaned

    @property
    def known_at(self) -> datetime | None:
        """The end of that day; for today, now."""
        known = self.cleaned_data.get("known")
        if known is None or known >= clock.today():
            return None
        return timezone.make_aware(datetime.combine(known + timedelta(days=1), time.min))

    @property
    def chosen_organ(self) -> Organ | None:
        """The first one where nothing is chosen; None for all of them."""
        code = self.cleaned_data.get("organ")
        if code == ALL:
            return None
        return self._organs[code] if code else next(iter(self._organs.values()), None)


class PublishForm(CaseForm):
    """What a published report is called, and what is to be remembered of it."""

    title = text_field(gettext_lazy("标题"), "w6", help_text=gettext_lazy("不填的，用期间的名称"))
    note = text_field(gettext_lazy("说明"), "w6", max_length=500)


class CrossingForm(CaseForm):
    """Which number, by which two dimensions."""

    measure = choice_field(gettext_lazy("指标"), [(name, INDICATORS[name].label) for name in MEASURES], blank=None)
    rows = choice_field(gettext_lazy("行"), DIMENSION_CHOICES, blank=None)
    columns = choice_field(gettext_lazy("列"), DIMENSION_CHOICES, blank=None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("rows") and cleaned.get("rows") == cleaned.get("columns"):
            self.add_error("columns", refuse(_("行和列须不同")))
        return cleaned
