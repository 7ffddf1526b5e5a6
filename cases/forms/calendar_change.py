"""A change of the working-day calendar: some days by hand, or a whole notice as a file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import notices
from cases.models import CalendarDay
from cases.models.columns import FOREVER
from cases.rules.errors import Malformed

from .base import CaseForm, choice_field, date_field, refuse, shape, text_field

PLAIN = "plain"
KINDS = [("rest", gettext_lazy("休息")), ("work", gettext_lazy("上班")), (PLAIN, gettext_lazy("按周历"))]
LONGEST = 31
BIGGEST = 200_000


class DaysForm(CaseForm):
    first = date_field(gettext_lazy("自"), "w6", required=True)
    last = date_field(gettext_lazy("至"), "w6", required=True)
    kind = choice_field(gettext_lazy("改为"), KINDS, "w12", required=True, radio=True)
    name = text_field(gettext_lazy("名称"), "w12", max_length=50, help_text=gettext_lazy("例如：国庆节"))
    title = text_field(
        gettext_lazy("依据"),
        "w12",
        required=True,
        max_length=200,
        help_text=gettext_lazy("通知的名称或者文号，将记入日志"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if not first or not last:
            return cleaned
        if last < first:
            self.add_error("last", refuse(_("不能早于起始日期")))
        elif first.year != last.year:
            self.add_error("last", refuse(_("请按年分别调整")))
        elif (last - first).days >= LONGEST:
            self.add_error("last", refuse(_("一次最多调整 %(n)s 天；整年的安排请载入通知") % {"n": LONGEST}))
        return cleaned

    @property
    def days(self) -> list[date]:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def change(self, days: dict[date, tuple[str, str]]) -> dict[date, tuple[str, str]]:
        """The days of the year as they would be."""
        kind, name = self.cleaned_data["kind"], self.cleaned_data["name"]
        changed = {day: entry for day, entry in days.items() if day not in self.days}
        return changed if kind == PLAIN else changed | dict.fromkeys(self.days, (kind, name))


class NoticeForm(CaseForm):
    file = shape(
        forms.FileField(
            label=gettext_lazy("通知文件（JSON）"),
            error_messages={
                "required": gettext_lazy("请选择文件"),
                "empty": gettext_lazy("文件是空的"),
                "invalid": gettext_lazy("请选择文件"),
            },
            widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        ),
        "w12",
    )

    def clean_file(self) -> notices.Notice:
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise refuse(_("文件过大，放假通知不会超过 200 KB"))
        return read(file.read())


def read(content: bytes) -> notices.Notice:
    try:
        return notices.parse(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse(_("文件不是 UTF-8 编码，请转换后重试")) from None
    except Malformed as error:
        raise refuse(error.message) from None


class ConfirmForm(CaseForm):
    """What the page with the effect sends back: the notice, and the calendar that the effect was worked out with."""

    notice = forms.CharField(max_length=BIGGEST, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_notice(self) -> notices.Notice:
        return read(self.cleaned_data["notice"].encode())


def current_days(year: int) -> dict[date, tuple[str, str]]:
    rows = CalendarDay.objects.filter(known_to=FOREVER, notice__year=year)
    return {row.day: (row.kind, row.name) for row in rows}
