"""Reading reports and files from a replica, where DATABASE_REPLICA_URL names one.

Nobody misses there what was committed before the question: the replica is asked only when it has replayed up to where
the database stood when the question came. While it lags, the database itself answers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.db import Error, connections

NAME: Final = "replica"
PATIENCE, PAUSE = 0.2, 0.02
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Router:
    """Reads go to the replica inside `reading()` and nowhere else; every write goes to the database."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return NAME if _reading.get() else None

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == NAME else None


@contextmanager
def reading() -> Iterator[None]:
    """For what only reads. A transaction of the database's own is never left."""
    token = _reading.set(NAME in settings.DATABASES and not connections["default"].in_atomic_block and caught_up())
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Inside `reading()`: for what may write after all, and reads what it is going to change."""
    token = _reading.set(False)
    try:
        yield
    finally:
        _reading.reset(token)


def leave() -> None:
    """Something was written: from here on the database itself is read."""
    _reading.set(False)


def caught_up() -> bool:
    """Whether the replica has replayed all that the database had written before; waits a moment for it."""
    try:
        wanted = _asked("default", "SELECT pg_current_wal_lsn()::text")
        deadline = time.monotonic() + PATIENCE
        while not _asked(NAME, "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn", wanted):
            if time.monotonic() > deadline:
                return False
            time.sleep(PAUSE)
    except Error:
        return False
    return True


def _asked(alias: str, statement: str, *params: Any) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, params)
        row = cursor.fetchone()
    return row and row[0]
