"""DATABASE_URL, read without ever printing it: a password stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from wangdu import environment
from wangdu.environment import BadSetting

NAME = "DATABASE_URL"
REPLICA = "DATABASE_REPLICA_URL"
POSTGRES_OPTIONS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name", "host"}
PLANNING = {
    "jit": "off",  # compiling takes longer than the short statements of a page
    "parallel_setup_cost": "10000",  # so do the workers; a nation's report still has them
    "join_collapse_limit": "4",  # weighing every order of seven tables takes longer than reading a page of them
}
SQLITE_PRAGMAS = {
    "journal_mode": "DELETE",  # WAL corrupts on SQLite before 3.51.3; Debian 12 ships 3.40.1
    "synchronous": "EXTRA",  # with FULL the removed journal can come back after a power cut and undo a commit
    "foreign_keys": "ON",
    "recursive_triggers": "ON",  # else INSERT OR REPLACE slips past the append-only triggers
    "secure_delete": "ON",
}


def database(*, default: Path, statement_seconds: int) -> dict[str, Any]:
    """The DATABASES entry. ATOMIC_REQUESTS stays off: with IMMEDIATE every read would take the write lock."""
    url = environment.text(NAME)
    if not url:
        default.parent.mkdir(parents=True, exist_ok=True)
        return {**_sqlite(default), "ATOMIC_REQUESTS": False}
    parts = _split(url)
    if parts.scheme == "sqlite":
        return {**_sqlite(_file(parts)), "ATOMIC_REQUESTS": False}
    return {**_postgres(parts, statement_seconds=statement_seconds), "ATOMIC_REQUESTS": False}


def replica(*, statement_seconds: int) -> dict[str, dict[str, Any]]:
    """The DATABASES entry of the replica that reports may read; nothing where none is named."""
    url = environment.text(REPLICA)
    if not url:
        return {}
    parts = _split(url, REPLICA)
    if parts.scheme == "sqlite":
        raise BadSetting(
            REPLICA, "只能是 PostgreSQL 的只读副本。", "must be a replica of a PostgreSQL server: SQLite has none."
        )
    entry = _postgres(parts, statement_seconds=statement_seconds, name=REPLICA)
    return {"replica": {**entry, "ATOMIC_REQUESTS": False, "TEST": {"MIRROR": "default"}}}


def _split(url: str, name: str = NAME) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (urllib checks the port only when it is asked for)
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if parts.scheme not in {"sqlite", "postgres", "postgresql"}:
        raise BadSetting(
            name,
            "无法识别，请写成 sqlite:////绝对路径/db.sqlite3 或 postgresql://用户:密码@主机:5432/库名，"
            "密码中的特殊字符须用百分号编码。",
            "cannot be read: write sqlite:////absolute/path/db.sqlite3 or postgresql://user:password@host:5432/name, "
            "special characters of the password percent-encoded.",
        )
    return parts


def _file(parts: SplitResult) -> Path:
    """`sqlite:////srv/db.sqlite3` names /srv/db.sqlite3, `sqlite:///db.sqlite3` a file beside manage.py."""
    path = Path(__file__).resolve().parent.parent / unquote(parts.path)[1:]
    if parts.netloc or not parts.path.strip("/") or parts.query:
        raise _bad(
            "的 SQLite 路径无法识别，请写成 sqlite:////绝对路径/db.sqlite3（四个斜杠）。",
            "names no SQLite file: write sqlite:////absolute/path/db.sqlite3 (four slashes).",
        )
    if not path.parent.is_dir():
        raise _bad(f"所在的目录 {path.parent} 不存在，请先创建。", f"lies in {path.parent}, which is missing: make it.")
    return path


def _sqlite(path: Path) -> dict[str, Any]:
    """IMMEDIATE: a transaction that reads and then writes otherwise fails at once when another one is writing."""
    pragmas = ";".join(f"PRAGMA {name}={value}" for name, value in SQLITE_PRAGMAS.items())
    return {
        "ENGINE": "wangdu.sqlite",  # Django's, with more patience: see there
        "NAME": path,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas},
    }


def _postgres(parts: SplitResult, *, statement_seconds: int, name: str = NAME) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    database_name = unquote(parts.path[1:])
    unknown = ", ".join(sorted(options.keys() - POSTGRES_OPTIONS))
    if unknown:
        raise BadSetting(
            name, f"中有不认识的参数 {unknown}，请删去。", f"has the unknown parameter {unknown}: remove it."
        )
    if not database_name or "/" in database_name:
        raise BadSetting(
            name,
            "缺少库名（或密码中的 / 未写成 %2F），请写成 postgresql://用户:密码@主机:5432/库名。",
            "names no database (or a / in the password is not written %2F).",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": _limits(statement_seconds)},
    }


def _limits(statement_seconds: int) -> str:
    """No request waits for ever. Commands set no limit on statements: a migration may take its time."""
    limits = {"lock_timeout": 10}
    if statement_seconds:
        limits |= {"statement_timeout": statement_seconds, "idle_in_transaction_session_timeout": 60}
    options = PLANNING | {name: f"{seconds}s" for name, seconds in limits.items()}
    return " ".join(f"-c {name}={value}" for name, value in options.items())


def _bad(chinese: str, english: str) -> BadSetting:
    return BadSetting(NAME, chinese, english)
