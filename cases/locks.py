"""Who waits for whom. SQLite has one writer at a time anyway; PostgreSQL needs to be told."""

from __future__ import annotations

from django.db import connection

RECORDING, NUMBERING = 0x77640001, 0x77640002


def recording() -> None:
    """Taken by all who write the record, side by side, before they look at the clock."""
    _take("pg_advisory_xact_lock_shared", RECORDING)


def standstill() -> None:
    """Nobody writes the record until the end of this transaction: what is known now is all that is known by now."""
    _take("pg_advisory_xact_lock", RECORDING)


def numbering() -> None:
    """One at a time gives numbers to the change feed."""
    _take("pg_advisory_xact_lock", NUMBERING)


def _take(function: str, key: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [key])
