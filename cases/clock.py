"""The only place that asks what time it is; the rules never do."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """The day in Asia/Shanghai, whatever the server's own time zone."""
    return timezone.localdate()


def now() -> datetime:
    return timezone.now()


def day_of(moment: datetime) -> date:
    """The day in Asia/Shanghai on which a moment lies."""
    return timezone.localdate(moment)
