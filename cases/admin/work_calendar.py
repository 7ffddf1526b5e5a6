"""工作日历: a month to look at, days to change, and what that moves before it is saved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import calendar_changes, calendars, clock, notices
from cases.forms.base import refuse
from cases.forms.calendar_change import ConfirmForm, DaysForm, NoticeForm, current_days
from cases.models import CalendarNotice, Case
from cases.notices import Notice
from cases.upkeep import Move

from .calendar_month import first_of, shifted, weeks
from .frame import page
from .who import user_of

EDIT = "cases.change_calendarday"


@permission_required("cases.view_calendarday", raise_exception=True)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest, *, days: DaysForm | None = None, notice: NoticeForm | None = None, status: int = 200
) -> HttpResponse:
    today = clock.today()
    shown = first_of(request.GET.get("month", ""), today)
    workdays = calendars.current()
    return page(
        request,
        "cases/work_calendar.html",
        title=_("工作日历"),
        status=status,
        month=shown,
        weeks=weeks(shown, workdays),
        months=[f"{shown.year}-{number:02}" for number in range(1, 13)],
        before=shifted(shown, -1),
        after=shifted(shown, 1),
        notices=list(CalendarNotice.objects.filter(year=shown.year).select_related("loaded_by")),
        known=shown.year in workdays.known,
        days_form=days or DaysForm(initial=chosen(request, shown)),
        notice_form=notice or NoticeForm(),
        may_edit=user_of(request).has_perm(EDIT),
    )


def chosen(request: HttpRequest, shown: date) -> dict[str, Any]:
    """A day of the month that was pressed fills in the form."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return {}
    return {"first": day, "last": day}


# ---------- what it would move ----------


@permission_required(EDIT, raise_exception=True)
@require_POST
def change_days(request: HttpRequest) -> HttpResponse:
    form = DaysForm(request.POST)
    if not form.is_valid():
        return show(request, days=form, status=422)
    year = form.days[0].year
    if year not in calendars.current().known:
        sentence = _("%(year)s年的放假通知还没有载入，请先载入通知。逐日改动会使该年的期限不再标为暂定。")
        form.add_error(None, refuse(sentence % {"year": year}))
        return show(request, days=form, status=422)
    days = form.change(current_days(year))
    return effect(request, Notice(year, form.cleaned_data["title"], "", None, days))


@permission_required("cases.add_calendarnotice", raise_exception=True)
@require_POST
def change_notice(request: HttpRequest) -> HttpResponse:
    form = NoticeForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, notice=form, status=422)
    return effect(request, form.cleaned_data["file"])


def effect(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Worked out by loading it and taking it back."""
    seen = calendar_changes.revision()
    moves = notices.preview(notice)
    before = current_days(notice.year)
    return page(
        request,
        "cases/calendar_effect.html",
        title=_("调整工作日历"),
        notice=notice,
        changed=differing(before, dict(notice.days)),
        shifts=calendar_changes.shifts(moves),
        moved=len(moves),
        cases=len({move.number for move in moves}),
        visible=visible(request, moves),
        form=ConfirmForm(initial={"notice": calendar_changes.as_json(notice), "seen": seen}, auto_id=False),
    )


def differing(before: dict[date, Any], after: dict[date, Any]) -> list[tuple[date, Any, Any]]:
    days = sorted(before.keys() | after.keys())
    return [(day, before.get(day), after.get(day)) for day in days if before.get(day) != after.get(day)]


def visible(request: HttpRequest, moves: list[Move]) -> dict[str, int]:
    """Who looks after the calendar is told how many; the numbers are for who may see the cases."""
    numbers = {move.number for move in moves[:2000]}
    found = Case.objects.visible_to(user_of(request)).filter(number__in=list(numbers)[:500])
    return dict(found.values_list("number", "pk"))


# ---------- saving ----------


@permission_required(EDIT, raise_exception=True)
@require_POST
def load(request: HttpRequest) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有保存：通知的内容无法识别，请重新调整。"))
        return redirect("admin:calendar")
    notice: Notice = form.cleaned_data["notice"]
    if form.cleaned_data["seen"] != calendar_changes.revision():
        messages.error(request, _("日历刚被他人改动，下面是重新计算的影响，请核对后再确认。"))
        return effect(request, notice)
    moved = calendar_changes.load(notice, by=user_of(request))
    messages.success(request, _("已保存“%(title)s”，变动期限 %(n)s 个") % {"title": notice.title, "n": len(moved)})
    return redirect(f"{reverse('admin:calendar')}?month={notice.year}-01")
