"""Primary keys, given before the rows are written: what is sealed or points at a row may then be made first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import connection, models, transaction


def reserve(counts: Mapping[type[models.Model], int]) -> list[Iterator[int]]:
    """So many keys of each model, in that order, which nobody else will be given.

    Call it inside the transaction that writes the rows.
    """
    tables = {model._meta.db_table: count for model, count in counts.items()}
    return _given(tables) if connection.vendor == "postgresql" else _next(tables)


@transaction.atomic
def take(counts: Mapping[type[models.Model], int]) -> list[Iterator[int]]:
    """The same, for rows that a later transaction writes."""
    given = reserve(counts)
    if connection.vendor == "sqlite":
        _pass_over({model._meta.db_table: count for model, count in counts.items()})
    return given


def _given(tables: Mapping[str, int]) -> list[Iterator[int]]:
    part = "SELECT %s, nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    params = [value for place, (table, count) in enumerate(tables.items()) for value in (place, table, count)]
    keys: list[list[int]] = [[] for _table in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([part] * len(tables)), params)
        for place, key in cursor.fetchall():
            keys[place].append(key)
    return [iter(given) for given in keys]


def _next(tables: Mapping[str, int]) -> list[Iterator[int]]:
    """SQLite has one writer: what follows the last key given is ours until the transaction ends."""
    last = _last_given()
    return [iter(range(last.get(table, 0) + 1, last.get(table, 0) + 1 + count)) for table, count in tables.items()]


def _last_given() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return dict(cursor.fetchall())


def _pass_over(tables: Mapping[str, int]) -> None:
    new = [(table, 0) for table in tables.keys() - _last_given().keys()]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", new)
        cursor.executemany(
            "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s",
            [(count, table) for table, count in tables.items()],
        )
