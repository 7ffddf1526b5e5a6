"""Sending today's digests: each person is told once a day, and not at all when there is nothing."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.mail import EmailMessage
from django.db.models import QuerySet

from cases import calendars, clock
from cases.models import Reminder, User

from . import message
from .digest import Digest, digest

ABANDONED = timedelta(minutes=10)

logger = logging.getLogger("cases.reminders")


@dataclass(frozen=True, slots=True)
class Sent:
    user: User
    count: int
    failed: str = ""


def readers() -> QuerySet[User]:
    return User.objects.filter(is_active=True, organ__isnull=False).order_by("pk")


def send(*, today: date) -> Iterator[Sent]:
    calendar = calendars.current()
    for user in readers():
        found = digest(user, today=today, calendar=calendar)
        if not found:
            continue
        if not user.email:
            yield Sent(user, len(found), failed="没有电子邮箱")
        elif row := claim(user, found):
            yield deliver(row, user, found)


def claim(user: User, found: Digest) -> Reminder | None:
    """The row is ours, or somebody has told the user today. A run that was cut short gives its row up in time."""
    now = clock.now()
    row, made = Reminder.objects.get_or_create(
        user=user, day=found.day, defaults={"count": len(found), "claimed_at": now}
    )
    abandoned = Reminder.objects.filter(pk=row.pk, sent_at__isnull=True, claimed_at__lt=now - ABANDONED)
    return row if made or abandoned.update(claimed_at=now, count=len(found)) else None


def deliver(row: Reminder, user: User, found: Digest) -> Sent:
    """No transaction is open while the mail server is asked. What it refuses is tried again by the next run."""
    letter = EmailMessage(message.subject(found), message.body(found), to=[user.email])
    try:
        letter.send()
    except (OSError, smtplib.SMTPException) as error:
        Reminder.objects.filter(pk=row.pk).delete()
        logger.warning("reminder not sent: %s", type(error).__name__)
        return Sent(user, len(found), failed=f"邮件服务器拒收或者连接不上（{type(error).__name__}）")
    Reminder.objects.filter(pk=row.pk).update(sent_at=clock.now())
    return Sent(user, len(found))
