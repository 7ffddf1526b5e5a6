"""Keyset paging: a page begins beyond the last row of the one before, found by index, whatever its number.

The position is compared as one row value, `(due_key, id) > (…, …)`, so that fifty thousand cases due on one day cost
nothing and none is lost or shown twice. Rows without the ordering date come last, in both directions.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Value


class Beyond(Func):
    """`(column, id) > (value, id)` as one comparison, which an index on both answers at once."""

    output_field = BooleanField()
    conditional = True
    arity = 4

    def __init__(self, *expressions: Any, sign: str = ">", **extra: Any) -> None:
        super().__init__(*expressions, **extra)
        self.extra["sign"] = sign

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        compiled = [compiler.compile(expression) for expression in self.source_expressions]
        column, key, value, place = (sql for sql, _params in compiled)
        params = [param for _sql, given in compiled for param in given]
        return f"({column}, {key}) {self.extra['sign']} ({value}, {place})", params


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins; it travels as an opaque text."""

    ordering: str
    value: Any
    id: int
    backward: bool = False

    def __str__(self) -> str:
        value = self.value if self.value is None else str(self.value)
        text = json.dumps([self.ordering, value, self.id, self.backward], ensure_ascii=False)
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, *, ordering: str, column: Any) -> Position:
        """Raises ValueError, ValidationError or TypeError for what was not ours."""
        named, value, place, backward = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if named != ordering or type(place) is not int or not 0 < place < 2**63 or type(backward) is not bool:
            raise ValueError
        if value is not None:
            value = column.to_python(str(value))
        elif not column.null:
            raise ValueError
        return cls(named, value, place, backward)


@dataclass(frozen=True, slots=True)
class Order:
    """An entry of a view's `orderings`: its name, the column and `id`, both in one direction."""

    name: str
    column: str
    descending: bool

    @classmethod
    def named(cls, name: str, orderings: Mapping[str, tuple[str, ...]]) -> Order:
        first = orderings[name][0]
        return cls(name, first.lstrip("-"), first.startswith("-"))

    def slice(self, queryset: QuerySet[Any], position: Position | None, limit: int) -> list[Any]:
        """The rows beyond the position, nearest first."""
        backward = position is not None and position.backward
        minus = "-" if self.descending != backward else ""
        found: list[Any] = []
        for part in self._parts(queryset, position, minus):
            if len(found) < limit:
                found += part.order_by(f"{minus}{self.column}", f"{minus}id")[: limit - len(found)]
        return found

    def _parts(self, queryset: QuerySet[Any], position: Position | None, minus: str) -> Iterator[QuerySet[Any]]:
        """Rows with the date and rows without it are read one after the other: an index serves each."""
        nullable = queryset.model._meta.get_field(self.column).null
        empties = [False, True] if nullable else [False]
        if position is not None and position.backward:
            empties.reverse()
        started = position is None
        for empty in empties:
            part = queryset.filter(**{f"{self.column}__isnull": empty}) if nullable else queryset
            if started:
                yield part
            elif position is not None and (position.value is None) == empty:
                started = True
                yield part.filter(self._beyond(position, "<" if minus else ">"))

    def _beyond(self, position: Position, sign: str) -> Any:
        if position.value is None:
            return Beyond(Value(0), F("id"), Value(0), Value(position.id), sign=sign)
        field = F(self.column)
        return Beyond(field, F("id"), Value(position.value), Value(position.id), sign=sign)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of the list, and where the pages beside it begin."""

    rows: list[Any]
    next: Position | None
    previous: Position | None


def page(queryset: QuerySet[Any], order: Order, position: Position | None, size: int) -> Page:
    """The rows may be models or, of `values()`, mappings with the column and `id` among them."""
    found = order.slice(queryset, position, size + 1)
    more, rows = len(found) > size, found[:size]
    backward = position is not None and position.backward
    if backward:
        rows.reverse()
    has_next, has_previous = more or backward, (position is not None and not backward) or (backward and more)
    return Page(
        rows,
        _beside(order, rows[-1], backward=False) if rows and has_next else None,
        _beside(order, rows[0], backward=True) if rows and has_previous else None,
    )


def _beside(order: Order, row: Any, *, backward: bool) -> Position:
    if isinstance(row, Mapping):
        return Position(order.name, row[order.column], row["id"], backward)
    return Position(order.name, getattr(row, order.column), row.pk, backward)
