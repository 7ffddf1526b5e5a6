"""工作台: what is due, what to do next, and for who assigns: who carries how much and what is stuck."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import calendars, clock, work_row
from cases.models import Case, Event, User
from cases.querysets import CaseQuerySet
from cases.rules.terms import CORRECTIONS

from .counters import counters
from .frame import page
from .who import user_of

MINE_SHOWN = 12
STUCK_SHOWN = 6
RECENT_SHOWN = 8
STUCK_AFTER = 15


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A constant number of queries, however many cases there are."""
    if not user_of(request).has_perm("cases.view_case"):
        return page(request, "cases/home_plain.html", title=_("首页"))
    today, everyone, calendar = clock.today(), wants_everyone(request), calendars.current()
    visible = Case.objects.visible_to(user_of(request))
    scope = visible if everyone else visible.on_desk_of(user_of(request))
    work = scope.counted().filter(Q(closed_on__isnull=True) | Q(due_on__isnull=False))
    context: dict[str, Any] = {
        "everyone": everyone,
        "workday": calendar.is_workday(today),
        "counters": counters(scope, handler=None if everyone else user_of(request), today=today, calendar=calendar),
        "rows": work_row.rows(listed(work)[:MINE_SHOWN], today=today),
        "progress": progress(visible, today),
        "recent": recent(visible),
        "away": list(User.objects.filter(pk__in=user_of(request).stands_in_for)),
    }
    if user_of(request).has_perm("cases.assign_case"):
        context |= supervision(visible, today, since=calendar.add_workdays(today, -STUCK_AFTER))
    return page(request, "cases/home.html", title=_("工作台"), **context)


def wants_everyone(request: HttpRequest) -> bool:
    """Who assigns cases sees everybody's first; the others their own."""
    scope = request.GET.get("scope")
    if scope in ("mine", "all"):
        return scope == "all"
    return user_of(request).has_perm("cases.assign_case")


def listed(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.with_names().defer("search_text", "request", "reasons", "findings").by_due()


def progress(visible: CaseQuerySet, today: date) -> dict[str, Any]:
    """This year so far, by the dates of what happened: the figures of the yearly report, each read from an index."""
    first = date(today.year, 1, 1)
    counted, year = visible.counted(), (first, today)
    corrected = Q(outcome__in=[outcome.value for outcome in CORRECTIONS])
    figures = {
        "accepted": counted.filter(accepted_on__range=year).count(),
        "filed": counted.filter(filed_on__range=year).count(),
        **counted.filter(closed_on__gte=first, concluded_on__range=year).aggregate(
            concluded=Count("pk"), corrected=Count("pk", filter=corrected)
        ),
    }
    base = figures["concluded"]
    rate = f"{figures['corrected']}/{base} = {100 * figures['corrected'] / base:.1f}%" if base else ""
    return {**figures, "rate": rate, "first": first, "corrections": [outcome.value for outcome in CORRECTIONS]}


def recent(visible: CaseQuerySet) -> list[Event]:
    """The latest events belong to the cases that were written to last: these an index finds."""
    latest = list(visible.order_by("-recorded_at", "-id").values_list("pk", flat=True)[:RECENT_SHOWN])
    events = Event.objects.filter(case__in=latest).select_related("case", "recorded_by")
    return list(events.order_by("-recorded_at", "-pk")[:RECENT_SHOWN])


def supervision(visible: CaseQuerySet, today: date, *, since: date) -> dict[str, Any]:
    stuck = visible.open().filter(last_event_on__lte=since)
    return {
        "load": load(visible, today),
        "stuck": list(stuck.select_related("handler").order_by("last_event_on", "id")[:STUCK_SHOWN]),
        "stuck_since": since,
        "stuck_after": STUCK_AFTER,
    }


def load(visible: CaseQuerySet, today: date) -> list[dict[str, Any]]:
    """Open cases per handler, with how many of them are overdue."""
    rows = list(
        visible.open()
        .values("handler", "handler__name", "handler__username")
        .order_by()
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_key__lt=today)))
        .order_by("-open", "handler")
    )
    most = max((row["open"] for row in rows), default=1)
    return [{**row, "share": round(100 * row["open"] / most)} for row in rows]
