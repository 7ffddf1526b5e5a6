"""Waiting for one's turn to write SQLite."""

from __future__ import annotations

import gc
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from wangdu.database import _sqlite
from wangdu.sqlite.base import DatabaseWrapper

DEFAULTS = {
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": False,
    "TIME_ZONE": None,
}


def connected(file: Path, *, patience: float) -> DatabaseWrapper:
    settings = {**_sqlite(file), **DEFAULTS}
    settings["OPTIONS"] = {**settings["OPTIONS"], "timeout": patience}
    wrapper = DatabaseWrapper(settings, alias="writer")
    wrapper.inc_thread_sharing()
    wrapper.connect()
    return wrapper


@pytest.fixture
def busy(tmp_path: Path, django_db_blocker: pytest.Item) -> Iterator[DatabaseWrapper]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        wrapper = connected(tmp_path / "db.sqlite3", patience=5)
        wrapper._start_transaction_under_autocommit()
        yield wrapper
        wrapper.connection.close()


def test_who_waits_in_vain_is_told_when_patience_ends(busy: DatabaseWrapper) -> None:
    other, began = connected(Path(busy.settings_dict["NAME"]), patience=0.3), time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        other._start_transaction_under_autocommit()
    assert 0.3 <= time.monotonic() - began < 5
    with other.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (300,)


def test_who_waits_gets_the_turn_soon_after_it_is_free(busy: DatabaseWrapper) -> None:
    other = connected(Path(busy.settings_dict["NAME"]), patience=20)
    threading.Timer(0.2, lambda: busy.connection.commit()).start()
    began = time.monotonic()
    other._start_transaction_under_autocommit()
    assert 0.1 < time.monotonic() - began < 5
    other.connection.rollback()


def cursors() -> int:
    return sum(issubclass(type(found), sqlite3.Cursor) for found in gc.get_objects())


def test_a_vain_attempt_leaves_no_cursor_to_the_collector(busy: DatabaseWrapper) -> None:
    """Which may run in any thread, and would wait there for this connection while it waits for that thread."""
    other = connected(Path(busy.settings_dict["NAME"]), patience=0.01)
    gc.collect()
    gc.disable()
    try:
        before = cursors()
        with pytest.raises(OperationalError):
            other._start_transaction_under_autocommit()
        assert cursors() == before
    finally:
        gc.enable()


def test_other_errors_are_not_waited_for(busy: DatabaseWrapper) -> None:
    with pytest.raises(OperationalError, match="within a transaction"):
        busy._start_transaction_under_autocommit()


def test_the_program_uses_it() -> None:
    connection = connections["default"]
    assert connection.vendor != "sqlite" or isinstance(connection, DatabaseWrapper)
