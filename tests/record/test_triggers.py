from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases import triggers
from cases.models import Anchor, Case, ChangeLog, Event, RevealLog

from .builders import event

pytestmark = pytest.mark.django_db
MESSAGE = "记录只能追加"


def refused(statement: Any) -> None:
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
        statement()


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_is_neither_changed_nor_deleted(case: Case) -> None:
    row = event(case, "filed")
    refused(lambda: Event.objects.filter(pk=row.pk).update(reason="改"))
    refused(lambda: sql(f"UPDATE cases_event SET occurred_on = '2026-11-06' WHERE id = {row.pk}"))
    refused(lambda: sql(f"DELETE FROM cases_event WHERE id = {row.pk}"))


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_does_not_replace_an_event(case: Case) -> None:
    """REPLACE deletes, which fires the trigger on DELETE only with recursive_triggers."""
    names = ", ".join(column.column for column in Event._meta.concrete_fields)
    replace = f"INSERT OR REPLACE INTO cases_event ({names}) SELECT {names} FROM cases_event"
    refused(lambda: sql(replace))
    sql("PRAGMA recursive_triggers = OFF")  # as any other program that opens the file
    try:
        refused(lambda: sql(replace))
    finally:
        sql("PRAGMA recursive_triggers = ON")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_does_not_replace_by_number(case: Case) -> None:
    names = ", ".join(column.column for column in Event._meta.concrete_fields if column.column != "id")
    with pytest.raises(IntegrityError, match="event_seq_unique"), transaction.atomic():
        sql(f"INSERT OR REPLACE INTO cases_event ({names}) SELECT {names} FROM cases_event")


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_postgresql_does_not_truncate_events(case: Case) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    refused(lambda: sql("TRUNCATE cases_event CASCADE"))


def test_the_other_logs_are_kept_alike(case: Case, clerk: Any) -> None:
    RevealLog.objects.create(user=clerk, case=case, field="phone", reason="联系申请人")
    ChangeLog.objects.create(case=case, table="cases.party", object_id="1", field="phone", at=case.recorded_at)
    Anchor.objects.create(at=case.recorded_at, cases=1, events=2, root="0" * 64)
    for model in (RevealLog, ChangeLog, Anchor):
        refused(lambda model=model: model.objects.all().delete())
        refused(lambda model=model: model.objects.all().update(id=99))


def test_a_missing_or_switched_off_trigger_is_named(db: None) -> None:
    assert triggers.missing(connection) == []
    name = "cases_event_no_update" if connection.vendor == "sqlite" else "cases_event_no_change"
    sql(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON cases_event"))
    assert triggers.missing(connection) == [name]
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_an_altered_trigger_counts_as_missing(db: None) -> None:
    sql("DROP TRIGGER cases_event_no_update")
    sql("CREATE TRIGGER cases_event_no_update BEFORE UPDATE ON cases_event WHEN 0 BEGIN SELECT 1; END")
    assert triggers.missing(connection) == ["cases_event_no_update"]
    triggers.install(connection)


def test_lifted_for_a_flush_and_back_afterwards(case: Case) -> None:
    with triggers.lifted(connection):
        Event.objects.filter(case=case).update(reason="改")
    refused(lambda: Event.objects.filter(case=case).update(reason=""))


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_function_that_no_longer_refuses_counts_as_missing(db: None) -> None:
    sql("CREATE OR REPLACE FUNCTION cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$")
    assert "cases_event_no_change" in triggers.missing(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []
