"""All queries of one report see the same moment, whoever records meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, router, transaction

from cases.models import CaseVersion


@contextmanager
def snapshot() -> Iterator[None]:
    """Reading only. Within a transaction of somebody else's, that one decides what is seen.

    Django's own transactions on SQLite begin with the write lock, which a reader must not take.
    """
    alias = router.db_for_read(CaseVersion)
    if connections[alias].in_atomic_block:
        yield
    elif connections[alias].vendor == "postgresql":
        with transaction.atomic(using=alias):
            run(alias, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        run(alias, "BEGIN DEFERRED")
        try:
            yield
        finally:
            run(alias, "ROLLBACK")


def run(alias: str, statement: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
