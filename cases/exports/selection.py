"""Which cases go into the file: chosen at one moment, read a few at a time.

Only the primary keys are held: an open cursor would keep SQLite's writers waiting for as long as the browser takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from cases import work_row
from cases.models import Case

from .columns import Cell, cells

MOST = 20_000
AT_ONCE = 500


class TooMany(Exception):
    """More cases than one file may hold."""


def chosen(cases: QuerySet[Case]) -> list[int]:
    """In the order of the list. Raises TooMany."""
    keys = list(cases.values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        raise TooMany
    return keys


def rows(keys: list[int], *, today: date) -> Iterator[list[Cell]]:
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = Case.objects.with_names().defer("search_text", "request", "reasons", "findings").in_bulk(part)
        yield from map(cells, work_row.rows([found[key] for key in part], today=today))
