"""What the two databases refuse by trigger: changing a log, and an open procedural period on a closed case.

Installed after every migration: SQLite rebuilds tables on AlterField and silently drops their triggers.
SQLite needs a trigger on INSERT (REPLACE deletes, and tells so only with `recursive_triggers`, which a foreign client
does not set), PostgreSQL one on TRUNCATE.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from cases.models import Anchor, Case, ChangeLog, Deadline, Event, ExportLog, RevealLog
from cases.rules.deadlines import FOLLOW_UP
from cases.rules.terms import OPEN_STATUSES

TABLE = Event._meta.db_table
LOGS = (TABLE, *(log._meta.db_table for log in (RevealLog, ChangeLog, ExportLog, Anchor)))
CASES, DEADLINES = Case._meta.db_table, Deadline._meta.db_table

APPEND_ONLY = "记录只能追加，不能修改或者删除；登记有误请更正或者撤回"
SEQ_TAKEN = f"{APPEND_ONLY}（event_seq_unique）"  # the name tells conflicts.py that somebody else was faster
NOTHING_OPEN = "案件已终了，不得再有未完成的办案期限"


def _listed(codes: Any) -> str:
    return ", ".join(f"'{code.value}'" for code in codes)


OPEN_PROCEDURAL = f"{{row}}.status IN ({_listed(OPEN_STATUSES)}) AND {{row}}.kind NOT IN ({_listed(FOLLOW_UP)})"
CLOSED_CASE = (
    f"SELECT 1 FROM {CASES} c WHERE c.id = NEW.case_id AND (c.closed_on IS NOT NULL OR c.voided_on IS NOT NULL)"
)
OPEN_ROW = f"SELECT 1 FROM {DEADLINES} d WHERE d.case_id = NEW.id AND {OPEN_PROCEDURAL.format(row='d')}"
ENDED = "(NEW.closed_on IS NOT NULL OR NEW.voided_on IS NOT NULL)"


def install(connection: BaseDatabaseWrapper) -> None:
    """In one transaction: there is no moment without them."""
    functions = [] if connection.vendor == "sqlite" else [_function(name) for name in _BODIES]
    with transaction.atomic(using=connection.alias):
        remove(connection)
        with connection.cursor() as cursor:
            for statement in [*functions, *_triggers(connection).values()]:
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {_place(connection, name)}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For tests that flush the tables, and for nothing else."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that are absent, altered or switched off."""
    present = _present(connection)
    return [
        name for name, statement in _triggers(connection).items() if present.get(name) != _kept(connection, statement)
    ]


def after_migrate(using: str, **_: Any) -> None:
    """Also called after a migration of other applications alone, or back to an earlier one: a table may be missing."""
    if set(LOGS) <= set(connections[using].introspection.table_names()):
        install(connections[using])


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql()


# ---------- SQLite ----------


def _on_sqlite() -> dict[str, str]:
    triggers = {}
    for table in LOGS:
        for verb in ("update", "delete"):
            triggers[f"{table}_no_{verb}"] = _sqlite(
                f"{table}_no_{verb}", f"BEFORE {verb.upper()} ON {table}", APPEND_ONLY
            )
        triggers[f"{table}_no_replace"] = _sqlite(
            f"{table}_no_replace", _before_insert(table, "id = NEW.id"), APPEND_ONLY
        )
    name = f"{TABLE}_seq_once"
    triggers[name] = _sqlite(name, _before_insert(TABLE, "case_id = NEW.case_id AND seq = NEW.seq"), SEQ_TAKEN)
    open_row, ended = OPEN_PROCEDURAL.format(row="NEW"), f"{ENDED} AND EXISTS ({OPEN_ROW})"
    for verb in ("insert", "update"):
        name = f"{DEADLINES}_closed_{verb}"
        when = f"BEFORE {verb.upper()} ON {DEADLINES} WHEN {open_row} AND EXISTS ({CLOSED_CASE})"
        triggers[name] = _sqlite(name, when, NOTHING_OPEN)
    name = f"{CASES}_closing"
    triggers[name] = _sqlite(name, f"BEFORE UPDATE OF closed_on, voided_on ON {CASES} WHEN {ended}", NOTHING_OPEN)
    return triggers


def _before_insert(table: str, same: str) -> str:
    return f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"


def _sqlite(name: str, event: str, message: str) -> str:
    return f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{message}'); END"


# ---------- PostgreSQL ----------


_RAISE = "RAISE EXCEPTION '{message}' USING ERRCODE = '{code}';"
_CLOSED = _RAISE.format(message=NOTHING_OPEN, code="check_violation")
_BODIES = {
    "cases_append_only": f"BEGIN {_RAISE.format(message=APPEND_ONLY, code='restrict_violation')} END",
    "cases_deadline_closed": f"BEGIN IF EXISTS ({CLOSED_CASE}) THEN {_CLOSED} END IF; RETURN NEW; END",
    "cases_case_closing": f"BEGIN IF EXISTS ({OPEN_ROW}) THEN {_CLOSED} END IF; RETURN NEW; END",
}


def _function(name: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${_BODIES[name]}$$"


def _on_postgresql() -> dict[str, str]:
    triggers = {}
    for table in LOGS:
        for name, event in (
            (f"{table}_no_change", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
            (f"{table}_no_truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        ):
            triggers[name] = f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION cases_append_only()"
    name, when = f"{DEADLINES}_closed", OPEN_PROCEDURAL.format(row="NEW")
    triggers[name] = (
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {DEADLINES} FOR EACH ROW WHEN ({when}) "
        "EXECUTE FUNCTION cases_deadline_closed()"
    )
    name = f"{CASES}_closing"
    triggers[name] = (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF closed_on, voided_on ON {CASES} FOR EACH ROW WHEN ({ENDED}) "
        "EXECUTE FUNCTION cases_case_closing()"
    )
    return triggers


def _place(connection: BaseDatabaseWrapper, name: str) -> str:
    if connection.vendor == "sqlite":
        return name
    table = next(table for table in (*LOGS, DEADLINES, CASES) if name.startswith(f"{table}_"))
    return f"{name} ON {table}"


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What the catalogue says of each trigger in force: on SQLite its text, on PostgreSQL what its function does."""
    if connection.vendor == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def _kept(connection: BaseDatabaseWrapper, statement: str) -> str:
    if connection.vendor == "sqlite":
        return statement
    return _BODIES[statement.rsplit(" ", 1)[1].removesuffix("()")]
