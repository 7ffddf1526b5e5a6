"""How long the answer to a creating call is kept for a retry."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from cases import clock
from cases.models import IdempotencyKey

KEPT: Final = timedelta(hours=24)


def old() -> QuerySet[IdempotencyKey]:
    return IdempotencyKey.objects.filter(created_at__lt=clock.now() - KEPT)


def forget_old() -> int:
    """The answers hold names of parties: they do not stay longer than their purpose. Asked every night."""
    return old().delete()[0]
