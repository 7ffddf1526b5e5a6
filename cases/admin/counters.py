"""The numbers on top of the workbench; each opens exactly the list it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.filters import OTHERS_ACT
from cases.models import User
from cases.querysets import CaseQuerySet
from cases.rules.calendar import WorkCalendar
from cases.rules.terms import DeadlineKind, State


@dataclass(frozen=True, slots=True)
class Counter:
    name: str
    count: int
    url: str
    tone: str = ""
    note: str = ""


def counters(scope: CaseQuerySet, *, handler: User | None, today: date, calendar: WorkCalendar) -> list[Counter]:
    """Two or three queries that an index answers, however many cases are closed.

    handler: whose cases `scope` holds, or None for everybody's.
    """
    soon, week = calendar.add_workdays(today, 3), today + timedelta(days=7)
    deeming = Q(state=State.ACCEPTED.value, due_kind=DeadlineKind.SCREENING.value) & Q(due_on__range=(today, week))
    figures = scope.owed().aggregate(
        overdue=Count("pk", filter=Q(due_key__lt=today)),
        today=Count("pk", filter=Q(due_on=today)),
        soon=Count("pk", filter=Q(due_on__range=(today, soon))),
        week=Count("pk", filter=Q(due_on__range=(today, week))),
        waiting=Count("pk", filter=Q(due_kind__in=OTHERS_ACT)),
        deeming=Count("pk", filter=deeming),
    )
    figures["provisional"] = scope.counted().provisional().count()
    if handler is None:
        figures["unassigned"] = scope.unassigned().count()
    rows = (
        (_("已超期"), "overdue", {"overdue": "true"}, "bad", ""),
        (_("今日到期"), "today", span(today, today), "warn", ""),
        (
            _("3 个工作日内"),
            "soon",
            span(today, soon),
            "warn",
            _("至%(m)s月%(d)s日") % {"m": soon.month, "d": soon.day},
        ),
        (_("7 日内"), "week", span(today, week), "", _("至%(m)s月%(d)s日") % {"m": week.month, "d": week.day}),
        (_("等待他方"), "waiting", {"waiting": "true"}, "", _("他方办理中")),
        (_("将视为受理"), "deeming", {"deeming": "true"}, "warn", _("7 日内审查期满")),
        (_("期限暂定"), "provisional", {"provisional": "true"}, "prov", _("日历尚未公布")),
        (_("未指定承办人"), "unassigned", {"unassigned": "true"}, "bad", ""),
    )
    mine = {"desk": "true"} if handler else {}
    return [
        Counter(name, figures[key], address({**params, **mine}), tone if figures[key] else "zero", note)
        for name, key, params, tone, note in rows
        if key in figures
    ]


def span(first: date, last: date) -> dict[str, str]:
    return {"due_after": first.isoformat(), "due_before": last.isoformat()}


def address(params: dict[str, Any]) -> str:
    return f"{reverse('admin:case_list')}?{urlencode(params)}"
