"""Many rows, a few at a time: memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
SIZE = 500


def in_batches(rows: QuerySet[Row], *, size: int = SIZE) -> Iterator[list[Row]]:
    """By primary key, each batch read anew: what has changed meanwhile is seen."""
    last: Any = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        last = batch[-1].pk
        yield batch


def pk_ranges(rows: QuerySet[Any], *, size: int = SIZE) -> Iterator[list[int]]:
    """The primary keys, a batch at a time."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        last = batch[-1]
        yield batch
