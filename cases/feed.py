"""The change feed: events in the order in which they became visible.

An event's id or moment says nothing about when its transaction committed. So its feed entry is written without a
number in the same transaction, and numbered afterwards by one at a time: all that is visible then has been committed,
and what commits later gets a later number. A reader's cursor never skips an event and never sees one twice.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Max

from cases import locks
from cases.models import FeedEntry

BATCH = 10_000
NUMBER = """
    UPDATE {table} SET number = fresh.number
    FROM (SELECT event_id, %s + row_number() OVER (ORDER BY event_id) AS number
          FROM (SELECT event_id FROM {table} {hint} WHERE number IS NULL ORDER BY event_id LIMIT %s) AS next) AS fresh
    WHERE {table}.event_id = fresh.event_id
"""
HINTS = {"sqlite": "INDEXED BY feed_pending"}
"""Left to itself SQLite sorts all that wait, once for each batch."""


def number_pending() -> int:
    """Numbers all entries that have none; says how many."""
    total = 0
    while FeedEntry.objects.filter(number__isnull=True).exists():
        total += _number_batch()
    return total


@transaction.atomic
def _number_batch() -> int:
    locks.numbering()
    last = FeedEntry.objects.aggregate(last=Max("number"))["last"] or 0
    with connection.cursor() as cursor:
        hint = HINTS.get(connection.vendor, "")
        cursor.execute(NUMBER.format(table=FeedEntry._meta.db_table, hint=hint), [last, BATCH])
        return int(cursor.rowcount)
