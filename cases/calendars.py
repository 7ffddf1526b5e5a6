"""The working-day calendar from its table: now, and as it was known at some moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from cases.models import CalendarDay, CalendarNotice, CalendarRevision
from cases.models.columns import FOREVER
from cases.rules.calendar import WorkCalendar

_remembered: tuple[UUID | None, WorkCalendar] | None = None


def current() -> WorkCalendar:
    """Read again only when another process has changed it: each change leaves a new token."""
    global _remembered
    token = CalendarRevision.objects.order_by("-pk").values_list("token", flat=True).first()
    if _remembered is None or _remembered[0] != token:
        now = CalendarDay.objects.filter(known_to=FOREVER)
        _remembered = (token, _built(now, CalendarNotice.objects.values_list("year", flat=True)))
    return _remembered[1]


def as_known(moment: datetime) -> WorkCalendar:
    days = CalendarDay.objects.filter(known_from__lte=moment, known_to__gt=moment)
    return _built(days, CalendarNotice.objects.filter(known_from__lte=moment).values_list("year", flat=True))


def _built(days: QuerySet[CalendarDay], years: Iterable[int]) -> WorkCalendar:
    rows = list(days.values_list("day", "kind", "name"))
    return WorkCalendar(
        rest=frozenset(day for day, kind, _ in rows if kind == CalendarDay.Kind.REST),
        work=frozenset(day for day, kind, _ in rows if kind == CalendarDay.Kind.WORK),
        known=frozenset(years),
        names={day: name for day, _, name in rows if name},
    )
