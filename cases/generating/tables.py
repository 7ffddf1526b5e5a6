"""Many rows into a table at once: COPY on PostgreSQL, one prepared INSERT on SQLite. Constraints and triggers hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from django.db import connection, connections, models

from cases import ids
from cases.generating.ledger import Ids, Rows
from cases.models import Act, Assignment, Case, CaseVersion, Deadline, Event, FeedEntry, Party
from cases.models.fields import EncryptedField
from cases.projections import ASSIGNMENT, DEADLINE

Row = Sequence[Any]


def reserve(cases: int, parties: int, acts: int, events: int) -> Ids:
    """Primary keys that nobody else will be given, for rows that are stored in a later transaction."""
    return Ids(*ids.take({Case: cases, Party: parties, Act: acts, Event: events}))


def write(rows: Sequence[Rows]) -> int:
    """Stores all that hangs on these cases; says how many rows that were. Call it inside a transaction."""
    counts = [
        _objects(Case, [row.case for row in rows]),
        _objects(Party, [party for row in rows for party in row.parties]),
        _objects(Act, [row.act for row in rows if row.act]),
        _respondents(rows),
        _objects(Event, [event for row in rows for event in row.events]),
        _insert(FeedEntry, ["event_id"], ((event.pk,) for row in rows for event in row.events)),
        _hanging(Deadline, DEADLINE, ((row.case.pk, row.to.deadlines) for row in rows)),
        _hanging(Assignment, ASSIGNMENT, ((row.case.pk, row.to.assignments) for row in rows)),
        _versions(rows),
    ]
    return sum(counts)


def _objects(model: type[models.Model], objects: Sequence[models.Model]) -> int:
    names = [column.attname for column in model._meta.concrete_fields]
    return _insert(model, names, map(attrgetter(*names), objects))


def _respondents(rows: Sequence[Rows]) -> int:
    through = Act.respondents.through
    pairs = ((row.act.pk, agency) for row in rows if row.act for agency in row.agencies)
    return _insert(through, ["act_id", "agency_id"], pairs)


def _hanging(model: type[models.Model], columns: Sequence[str], given: Iterable[tuple[int, Sequence[Row]]]) -> int:
    return _insert(model, ["case_id", *columns], ((case_id, *row) for case_id, rows in given for row in rows))


def _versions(rows: Sequence[Rows]) -> int:
    names = list(rows[0].told[0][2]) if rows else []
    values = (
        (row.case.pk, since, until, *(columns[name] for name in names))
        for row in rows
        for since, until, columns in row.told
    )
    return _insert(CaseVersion, ["case_id", "known_from", "known_to", *names], values)


def _insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> int:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = ", ".join(f'"{fields[name].column}"' for name in names)
    readers = [(place, reader) for place, name in enumerate(names) if (reader := _reader(fields[name]))]
    prepared = (_prepared(row, readers) for row in rows)
    table, count = f'"{model._meta.db_table}"', 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in prepared:
                    copy.write_row(row)
                    count += 1
            return count
        places = ", ".join(["%s"] * len(names))
        all_rows = list(prepared)
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", all_rows)
        return len(all_rows)


def _prepared(row: Row, readers: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for place, reader in readers:
        if values[place] is not None:
            values[place] = reader(values[place])
    return values


def _reader(field: Any) -> Callable[[Any], Any] | None:
    """How a value becomes what the driver takes, where it is not taken as it is."""
    database = connections[connection.alias]
    if isinstance(field, models.JSONField | EncryptedField):
        return partial(field.get_db_prep_save, connection=database)
    if database.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return database.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return database.ops.adapt_datefield_value
    if isinstance(field, models.DecimalField):
        return partial(field.get_db_prep_save, connection=database)
    return None
