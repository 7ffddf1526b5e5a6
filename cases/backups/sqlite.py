"""SQLite: its online backup, in one step, so that writers cannot make it begin again for ever.

Copying the file instead would tear it: a copy taken while somebody writes may pass the integrity check and lack rows.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from .problems import BackupProblem

LEVEL = 6


def version(connection: BaseDatabaseWrapper) -> str:
    return f"SQLite {sqlite3.sqlite_version}"


def dump(connection: BaseDatabaseWrapper, target: Path, *, inspect: Callable[[str], Any]) -> Any:
    from .engines import alias

    copy = target.with_suffix(".copy")
    try:
        _copy_out(connection, copy)
        with alias(NAME=copy) as name:
            found = inspect(name)
        with copy.open("rb") as source, gzip.open(target, "wb", compresslevel=LEVEL) as packed:
            shutil.copyfileobj(source, packed)
    finally:
        copy.unlink(missing_ok=True)
    return found


def load(source: Path, connection: BaseDatabaseWrapper) -> None:
    """Replaces all pages in one transaction: readers see the old or the new state, and so does a crash."""
    copy = source.with_suffix(".loading")
    try:
        with gzip.open(source) as packed, copy.open("wb") as stream:
            shutil.copyfileobj(packed, stream)
        _check(copy)
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as opened:
            opened.backup(connection.connection)
    except (OSError, EOFError, sqlite3.DatabaseError) as error:
        raise BackupProblem(_("数据库无法恢复：%(reason)s") % {"reason": error}) from error
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def throwaway(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / f"throwaway-{uuid4().hex[:8]}.sqlite3"
    try:
        yield {"NAME": path}
    finally:
        path.unlink(missing_ok=True)


def _copy_out(connection: BaseDatabaseWrapper, copy: Path) -> None:
    connection.ensure_connection()
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target, pages=-1, sleep=0.05)


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        found = opened.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphans = opened.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or orphans:
        raise BackupProblem(_("备份中的数据库已损坏，请换用另一份备份"))
