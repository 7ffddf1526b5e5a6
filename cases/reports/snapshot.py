"""All queries of one report see the same moment, whoever records meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Reading only. Within a transaction of somebody else's, that one decides what is seen.

    Django's own transactions on SQLite begin with the write lock, which a reader must not take.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        run("BEGIN DEFERRED")
        try:
            yield
        finally:
            run("ROLLBACK")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
