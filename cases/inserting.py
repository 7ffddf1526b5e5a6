"""Few rows of several tables in one message to PostgreSQL: nine messages took more than a third of a registration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field, Model

MOST_IN_A_MESSAGE = 100
"""With more rows the values cost more than the messages, and `bulk_create` hands them over as arrays."""


class _Table(NamedTuple):
    head: str
    row: str
    fields: Sequence[Field[Any, Any]]


def insert(*groups: Iterable[Model]) -> None:
    """Stores groups of rows in this order, each of one model. Call it inside a transaction.

    A row that has no key yet is given one, but not told which. Raises IntegrityError as `bulk_create` does.
    """
    filled = [rows for group in groups if (rows := list(group))]
    if connection.vendor == "postgresql" and sum(map(len, filled)) <= MOST_IN_A_MESSAGE:
        _send(filled)
    else:
        for rows in filled:
            type(rows[0])._base_manager.bulk_create(rows)


def _send(groups: Sequence[Sequence[Model]]) -> None:
    statements = [_compiled(rows) for rows in groups]
    if not statements:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "; ".join(text for text, _ in statements), [value for _, values in statements for value in values]
        )
    for rows in groups:
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias


def _compiled(rows: Sequence[Model]) -> tuple[str, Sequence[Any]]:
    table = _table(type(rows[0]), rows[0].pk is not None)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in table.fields]
    return table.head + ", ".join([table.row] * len(rows)), values


@cache
def _table(model: type[Model], has_key: bool) -> _Table:
    fields = [field for field in model._meta.concrete_fields if has_key or not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "
    return _Table(head, f"({', '.join(['%s'] * len(fields))})", fields)
