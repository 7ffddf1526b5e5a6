"""Giving several cases other handlers at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import clock

from .base import CaseForm, choice_field, date_field, refuse

UNCHANGED = gettext_lazy("不变")


class ReassignForm(CaseForm):
    lead = choice_field(gettext_lazy("改由谁主办"), (), "w4", blank=UNCHANGED)
    second = choice_field(gettext_lazy("改由谁协办"), (), "w4", blank=UNCHANGED)
    on = date_field(gettext_lazy("改派日期"), "w4", required=True)

    def __init__(self, people: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
        for name in ("lead", "second"):
            self.fields[name].choices = [("", UNCHANGED), *people]  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > clock.today():
            raise refuse(_("不能晚于今天"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        lead, second = cleaned["lead"], cleaned["second"]
        if not lead and not second:
            self.add_error("lead", refuse(_("请选择主办或者协办")))
        if lead and lead == second:
            self.add_error("second", refuse(_("主办与协办不能是同一人")))
        return cleaned

    @property
    def details(self) -> dict[str, int]:
        return {name: int(self.cleaned_data[name]) for name in ("lead", "second") if self.cleaned_data[name]}
