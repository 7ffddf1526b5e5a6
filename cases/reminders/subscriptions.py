"""The calendar somebody subscribes to: its address, which is shown once, and what it holds."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import calendars, clock
from cases.models import Deadline, Subscription, User
from cases.rules.calendar import WorkCalendar

from . import ical
from .digest import AHEAD, action, due, oversees, owed

MOST = 2000
MORNING = time(9)


# ---------- the address ----------


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(user: User, *, everyone: bool) -> str:
    """A new address; the one before it stops working."""
    revoke(user)
    token = secrets.token_urlsafe(32)
    Subscription.objects.create(
        user=user, digest=hashed(token), everyone=everyone and oversees(user), made_at=clock.now()
    )
    return token


def revoke(user: User) -> bool:
    return bool(Subscription.objects.filter(user=user).delete()[0])


def find(token: str) -> Subscription | None:
    """By its hash: of the address itself nothing is kept. Who has left, or lost the right, is not found."""
    found = Subscription.objects.filter(digest=hashed(token), user__is_active=True).select_related("user").first()
    return found if found and found.user.has_perm("cases.view_case") else None


# ---------- what it holds ----------


def as_ical(subscription: Subscription) -> bytes:
    user = subscription.user
    rows = owed(user, everyone=subscription.everyone and oversees(user))[:MOST]
    workdays = calendars.current()
    name = _("办案期限 · %(who)s") % {"who": user}
    return ical.calendar(name, (event(row, workdays) for row in rows))


def event(row: Deadline, workdays: WorkCalendar) -> list[str]:
    """An all-day event; its identity outlives recomputation and a moved date."""
    title = f"{row.case.number} {action(row)}" + (_("（暂定）") if row.provisional else "")
    return [
        "BEGIN:VEVENT",
        f"UID:{identity(row)}@wangdu.invalid",
        f"DTSTAMP:{ical.moment(row.case.recorded_at)}",
        f"SEQUENCE:{row.case.version}",
        f"DTSTART;VALUE=DATE:{ical.day(due(row))}",
        f"DTEND;VALUE=DATE:{ical.day(due(row) + timedelta(days=1))}",
        f"SUMMARY:{ical.escaped(title)}",
        f"DESCRIPTION:{ical.escaped(description(row))}",
        f"STATUS:{'TENTATIVE' if row.provisional else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        *alarm(title, workdays.add_workdays(due(row), -AHEAD)),
        *alarm(title, due(row)),
        "END:VEVENT",
    ]


def identity(row: Deadline) -> str:
    """What stays the same when the period is computed anew: which case, which period, from when, of whom."""
    known = f"{row.case_id}|{row.kind}|{row.ref}|{row.party_id}|{row.starts_on}"
    return hashlib.sha256(known.encode()).hexdigest()[:32]


def description(row: Deadline) -> str:
    parts = [_(row.get_kind_display()), row.article]
    if row.case.handler:
        parts.append(_("承办：%(who)s") % {"who": row.case.handler})
    return "\n".join(parts)


def alarm(title: str, day: date) -> list[str]:
    """At nine in the morning of that day."""
    at = timezone.make_aware(datetime.combine(day, MORNING))
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{ical.escaped(title)}",
        f"TRIGGER;VALUE=DATE-TIME:{ical.moment(at)}",
        "END:VALARM",
    ]
