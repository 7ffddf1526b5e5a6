"""Primary keys, given before the rows are written: what is sealed or points at a row may then be made first."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models


def reserve(model: type[models.Model], count: int) -> Iterator[int]:
    """Keys that nobody else will be given. Call it inside the transaction that writes the rows."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, 'id')"
            cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [table, count])
            return iter([key for (key,) in cursor.fetchall()])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = found[0] if found else 0
    return iter(range(last + 1, last + 1 + count))
