"""Which period, and as known when."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import clock
from cases.reports.periods import Period
from cases.rules.errors import Malformed

from .base import CaseForm, date_field, refuse


class PeriodForm(CaseForm):
    start = date_field(gettext_lazy("自"), "", required=True)
    end = date_field(gettext_lazy("至"), "", required=True)
    known = date_field(gettext_lazy("截至当时所知"), "", help_text=gettext_lazy("按这一天终了时已登记的内容统计"))

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
