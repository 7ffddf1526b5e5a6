"""An unsafe database configuration is refused with a sentence that says what to change."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ConnectionHandler

from cases import checks, triggers
from wangdu import database

ROOT = Path(__file__).resolve().parent.parent
ABSENT = "postgresql://wangdu:hunter2@127.0.0.1:1/wangdu"
GOOD = database._sqlite(Path("unused"))["OPTIONS"]


@pytest.fixture
def open_file(tmp_path: Path, django_db_blocker: Any) -> Any:
    """Opens an empty SQLite file with the shipped options, changed as the test says."""

    @contextmanager
    def opened(*pragmas: str, **options: Any) -> Iterator[Any]:
        init = ";".join([GOOD["init_command"], *(f"PRAGMA {pragma}" for pragma in pragmas)])
        entry = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "db.sqlite3"}
        handler = ConnectionHandler({"default": {**entry, "OPTIONS": {**GOOD, "init_command": init, **options}}})
        with django_db_blocker.unblock():
            yield handler["default"]
            handler["default"].close()

    return opened


def codes(messages: Iterator[Any]) -> list[str | None]:
    return [message.id for message in messages]


# ---------- SQLite ----------


def test_shipped_sqlite_options_are_accepted(open_file: Any) -> None:
    with open_file() as opened:
        assert codes(checks.problems(opened)) == []


@pytest.mark.parametrize(
    ("pragma", "code"),
    [
        ("synchronous=FULL", "cases.E002"),
        ("synchronous=NORMAL", "cases.E002"),
        ("synchronous=OFF", "cases.E002"),
        ("mmap_size=1048576", "cases.E003"),
        ("recursive_triggers=OFF", "cases.E004"),
        ("foreign_keys=OFF", "cases.E005"),
    ],
)
def test_unsafe_pragma_is_refused(open_file: Any, pragma: str, code: str) -> None:
    with open_file(pragma) as opened:
        assert codes(checks.problems(opened)) == [code]


def test_wal_is_refused_with_the_reset_bug_and_accepted_without(open_file: Any, monkeypatch: Any) -> None:
    with open_file("journal_mode=WAL") as opened:
        monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 40, 1))
        (refusal,) = checks.problems(opened)
        assert refusal.id == "cases.E001"
        assert "3.40.1" in refusal.msg
        assert "journal_mode=DELETE" in refusal.hint
        monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 51, 3))
        assert codes(checks.problems(opened)) == []


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_versions_in_which_wal_is_safe(version: tuple[int, ...], safe: bool) -> None:
    assert checks.wal_is_safe(version) is safe


@pytest.mark.parametrize("mode", ["DEFERRED", None])
def test_deferred_transactions_are_refused(open_file: Any, mode: str | None) -> None:
    with open_file(transaction_mode=mode) as opened:
        assert codes(checks.problems(opened)) == ["cases.E013"]


# ---------- PostgreSQL ----------


class Server:
    """Answers SHOW as a server with these settings would, and has no tables."""

    vendor = "postgresql"

    def __init__(self, **settings: str) -> None:
        defaults = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}
        self.settings = defaults | settings
        self.introspection = self

    def table_names(self) -> list[str]:
        return []

    @contextmanager
    def cursor(self) -> Iterator[Server]:
        yield self

    def execute(self, statement: str) -> None:
        self.asked = statement.removeprefix("SHOW ")

    def fetchone(self) -> tuple[str]:
        return (self.settings[self.asked],)


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("fsync", "off", ["cases.E006"]),
        ("full_page_writes", "off", ["cases.E007"]),
        ("synchronous_commit", "off", ["cases.E008"]),
        ("synchronous_commit", "local", []),
        ("server_encoding", "SQL_ASCII", ["cases.E009"]),
    ],
)
def test_unsafe_postgresql_is_refused(name: str, value: str, found: list[str]) -> None:
    assert codes(checks.problems(Server(**{name: value}))) == found  # type: ignore[arg-type]


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_real_postgresql_is_accepted_until_it_stops_waiting_for_the_disk() -> None:
    assert codes(checks.problems(connection)) == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert codes(checks.problems(connection)) == ["cases.E008"]


# ---------- both ----------


def test_atomic_requests_are_refused(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.atomic_requests() == []
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert codes(iter(checks.atomic_requests())) == ["cases.E010"]


@pytest.mark.django_db
def test_missing_trigger_is_refused_by_name() -> None:
    assert codes(checks.problems(connection)) == []
    triggers.remove(connection)
    found = list(checks.problems(connection))
    assert {problem.id for problem in found} == {"cases.E011"}
    assert any("cases_event" in problem.msg for problem in found)


@pytest.mark.django_db
def test_every_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    triggers.remove(connection)
    assert all(problem.hint for problem in checks.problems(connection))


@pytest.mark.django_db
def test_database_checks_run_only_when_a_database_is_named() -> None:
    triggers.remove(connection)
    assert [error for error in run_checks() if error.id == "cases.E011"] == []
    assert [error for error in run_checks(databases=["default"]) if error.id == "cases.E011"]


def test_server_does_not_start_on_an_unsafe_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problems", lambda connection: [Error("不安全。", hint="请改。", id="cases.E002")])
    with pytest.raises(ImproperlyConfigured, match=r"cases.E002 不安全。 请改。"):
        checks.refuse_unsafe_database()


def test_server_starts_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(connection: Any) -> Any:
        raise checks.DatabaseError("connection refused")

    monkeypatch.setattr(checks, "problems", away)
    checks.refuse_unsafe_database()


def manage(*command: str, url: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "manage.py", *command]
    variables = os.environ | {"DATABASE_URL": url}
    return subprocess.run(arguments, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


def test_plain_check_needs_no_database() -> None:
    assert manage("check", url=ABSENT).returncode == 0


def test_check_of_an_absent_database_is_a_sentence_without_the_password() -> None:
    answer = manage("check", "--database", "default", url=ABSENT)
    assert answer.returncode == 1
    assert "cases.E012" in answer.stderr
    assert "请检查 DATABASE_URL" in answer.stderr
    assert "hunter2" not in answer.stderr


def test_migrate_mends_the_triggers_that_a_check_misses(tmp_path: Path) -> None:
    """As after a migration that was killed before its end: SQLite has rebuilt a table, the triggers are gone."""
    file = tmp_path / "db.sqlite3"
    url = f"sqlite:///{file}"
    assert manage("migrate", "contenttypes", url=url).returncode == 0
    assert manage("migrate", url=url).returncode == 0
    with sqlite3.connect(file) as opened:
        opened.execute("DROP TRIGGER cases_event_no_update")
    opened.close()
    refusal = manage("check", "--database", "default", url=url)
    assert (refusal.returncode, "cases_event_no_update" in refusal.stderr) == (1, True)
    assert manage("migrate", url=url).returncode == 0
    assert manage("check", "--database", "default", url=url).returncode == 0
