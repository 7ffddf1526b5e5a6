"""Refuses a configuration under which acknowledged cases could be lost or the event log rewritten.

`manage.py check --database default` runs them all; so do `migrate`, `quickstart` and the server's start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import Error as DatabaseError

SQLITE_FIX = "请在 DATABASES 的 OPTIONS 中使用程序自带的 init_command，不要改动。"
POSTGRES_FIX = "请在 postgresql.conf 中改为 {name} = on，重新加载后再启动。"
_coming: ContextVar[bool] = ContextVar("triggers_coming", default=False)


@register(Tags.security)
def atomic_requests(app_configs: object = None, **kwargs: Any) -> list[CheckMessage]:
    """With SQLite's IMMEDIATE transactions every read would wait for the write lock, and lock-outs would roll back."""
    return [
        Error(f"数据库 {alias} 打开了 ATOMIC_REQUESTS。", hint="请设为 False。", id="cases.E010")
        for alias, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]


@register(Tags.database)
def safe_database(
    app_configs: object = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or []:
        try:
            found.extend(problems(connections[alias]))
        except DatabaseError as error:
            found.append(_unreachable(alias, error))
    return found


def problems(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    yield from (_sqlite if connection.vendor == "sqlite" else _postgres)(connection)
    yield from _triggers(connection)


def refuse_unsafe_database() -> None:
    """For a server's start. A database that is away is no reason to stop: requests get 503 until it is back."""
    found = [error for error in run_checks(tags=[Tags.database], databases=["default"]) if error.id != "cases.E012"]
    if found:
        raise ImproperlyConfigured("\n".join(f"{error.id} {error.msg} {error.hint or ''}" for error in found))


# ---------- SQLite ----------


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Writing and checkpointing at one instant corrupts the file in 3.7.0–3.51.2; fixed in 3.44.6 and 3.50.7 too."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _sqlite(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    def pragma(name: str) -> Any:
        with connection.cursor() as cursor:
            row = cursor.execute(f"PRAGMA {name}").fetchone()
        return row[0] if row else 0

    version = sqlite3.sqlite_version_info
    if pragma("journal_mode") == "wal" and not wal_is_safe(version):
        number = ".".join(map(str, version))
        yield Error(
            f"SQLite {number} 的 WAL 模式可能损坏数据库。",
            hint="请执行 PRAGMA journal_mode=DELETE，或升级到 SQLite 3.51.3 以上。",
            id="cases.E001",
        )
    if pragma("synchronous") < (3 if pragma("journal_mode") == "delete" else 2):
        yield Error("SQLite 的 synchronous 低于 EXTRA，断电会丢失已确认的数据。", hint=SQLITE_FIX, id="cases.E002")
    if pragma("mmap_size"):
        yield Error("SQLite 的 mmap_size 不为 0，会放大文件损坏。", hint="请设为 PRAGMA mmap_size=0。", id="cases.E003")
    if not pragma("recursive_triggers"):
        yield Error("SQLite 的 recursive_triggers 未打开，事件可被覆盖。", hint=SQLITE_FIX, id="cases.E004")
    if not pragma("foreign_keys"):
        yield Error("SQLite 的 foreign_keys 未打开，关联可能失效。", hint=SQLITE_FIX, id="cases.E005")
    if getattr(connection, "transaction_mode", None) != "IMMEDIATE":
        yield Error(
            "SQLite 的 transaction_mode 不是 IMMEDIATE，多人同时办案时写入会失败。",
            hint="请在 OPTIONS 中设 transaction_mode 为 IMMEDIATE。",
            id="cases.E013",
        )


# ---------- PostgreSQL ----------

POSTGRES = {
    "fsync": ("cases.E006", "断电会损坏数据库"),
    "full_page_writes": ("cases.E007", "断电会损坏数据页"),
    "synchronous_commit": ("cases.E008", "断电会丢失已确认的数据"),
}


def _postgres(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    def show(name: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"SHOW {name}")
            return str(cursor.fetchone()[0])

    for name, (code, harm) in POSTGRES.items():
        if show(name) == "off":
            yield Error(f"PostgreSQL 的 {name} 已关闭，{harm}。", hint=POSTGRES_FIX.format(name=name), id=code)
    encoding = show("server_encoding")
    if encoding != "UTF8":
        yield Error(
            f"数据库的编码是 {encoding}，生僻字无法保存。",
            hint="请用 CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 重建数据库。",
            id="cases.E009",
        )


# ---------- both ----------


@contextmanager
def triggers_coming() -> Iterator[None]:
    """For the command that installs them: a migration cut short must not stand in the way of the next."""
    token = _coming.set(True)
    try:
        yield
    finally:
        _coming.reset(token)


def _triggers(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    from cases import search, triggers

    if _coming.get() or triggers.TABLE not in connection.introspection.table_names():
        return
    for name in triggers.missing(connection):
        yield Error(
            f"数据库触发器 {name} 缺失或被改动，事件记录失去保护。",
            hint="请运行 manage.py migrate 重新安装，再用 manage.py verify_log 核对事件记录。",
            id="cases.E011",
        )
    for name in search.missing(connection):
        yield Error(
            f"数据库触发器 {name} 缺失，新登记的案件将搜索不到。",
            hint="请运行 manage.py migrate 重新安装。",
            id="cases.E020",
        )


def _unreachable(alias: str, error: DatabaseError) -> CheckMessage:
    return Error(
        f"无法连接数据库 {alias}（{type(error).__name__}）。",
        hint="请检查 DATABASE_URL，并确认数据库服务已启动。",
        id="cases.E012",
    )
