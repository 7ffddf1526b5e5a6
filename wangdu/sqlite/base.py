"""Django's SQLite backend, but for how it waits for its turn to write.

SQLite has one writer at a time and no queue. Whoever finds it busy sleeps up to a tenth of a second and looks again;
the moment between two transactions of a busy neighbour is a thousand times shorter, so that with eight writers one of
them goes empty-handed for twenty seconds and fails. We look every few milliseconds at uneven intervals instead.
"""

from __future__ import annotations

import random
import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

SHORTEST, LONGEST = 0.001, 0.005


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        """Waits as long as `timeout` says; what a commit waits for (readers) stays SQLite's own affair."""
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        deadline = time.monotonic() + timeout
        self._wait_inside(0)
        try:
            while not self._began():
                if time.monotonic() >= deadline:
                    raise OperationalError("database is locked")
                time.sleep(random.uniform(SHORTEST, LONGEST))
        finally:
            self._wait_inside(timeout)

    def _began(self) -> bool:
        """Asks SQLite itself. Django's exception would hold its cursor in a cycle, which the collector clears in
        whatever thread it runs; there it waits for this connection, and whoever waits for that thread waits too.
        """
        try:
            self.connection.execute(f"BEGIN {self.transaction_mode or ''}")  # type: ignore[attr-defined]
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return False
            with self.wrap_database_errors:
                raise
        return True

    def _wait_inside(self, seconds: float) -> None:
        cursor: Any = self.connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
