"""Keyset paging: a page begins beyond the last row of the one before, found by index, whatever its number.

The position is compared as one row value, `(due_key, id) > (…, …)`, so that fifty thousand cases due on one day cost
nothing and none is lost or shown twice. Rows without the ordering date come last, in both directions.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from cases.api.errors import bad_value

PAGE_SIZE: Final = 50
MOST: Final = 200
COUNTED: Final = 10_000
PARAMETERS: Final = frozenset({"cursor", "page_size", "ordering", "count", "fields"})


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


class KeysetPagination(BasePagination):
    """`next` and `previous` links; `count` only where it is asked for, and only up to 10,000."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request, self.queryset = request, queryset
        self.order = self._order(view.orderings)
        position, size = self._position(), self._size()
        rows = self.order.slice(queryset, position, size + 1)
        more, rows = len(rows) > size, rows[:size]
        backward = position is not None and position.backward
        if backward:
            rows.reverse()
        self.next = self._link(rows[-1:], backward=False) if (more or backward) else None
        self.previous = (
            self._link(rows[:1], backward=True) if (position and not backward) or (backward and more) else None
        )
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        body = {"next": self.next, "previous": self.previous, **self._count(), "results": data}
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", self.next), ("prev", self.previous)) if url]
        return Response(body, headers={"Link": ", ".join(links)} if links else None)

    def _order(self, orderings: Mapping[str, tuple[str, ...]]) -> Order:
        name = self.request.query_params.get("ordering", next(iter(orderings)))
        if name not in orderings:
            raise bad_value(
                "ordering", _("排序可以是：%(names)s") % {"names": "、".join(orderings)}, code="unknown_ordering"
            )
        return Order.named(name, orderings)

    def _position(self) -> Position | None:
        text = self.request.query_params.get("cursor")
        if text is None:
            return None
        column = self.queryset.model._meta.get_field(self.order.column)
        try:
            return Position.read(text, ordering=self.order.name, column=column)
        except (ValueError, TypeError, ValidationError, RecursionError):
            raise bad_value("cursor", _("翻页位置无效，请从第一页重新读取"), code="bad_cursor") from None

    def _size(self) -> int:
        text = self.request.query_params.get("page_size", str(PAGE_SIZE))
        if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST):
            raise bad_value("page_size", _("每页条数须为 1 至 %(n)d 之间的整数") % {"n": MOST}, code="bad_page_size")
        return int(text)

    def _count(self) -> dict[str, Any]:
        wanted = self.request.query_params.get("count", "false")
        if wanted not in ("true", "false"):
            raise bad_value("count", _("须为 true 或 false"))
        if wanted == "false":
            return {}
        found = self.queryset.order_by()[: COUNTED + 1].count()
        return {"count": min(found, COUNTED), "count_capped": found > COUNTED}

    def _link(self, ends: list[Any], *, backward: bool) -> str | None:
        if not ends:
            return None
        position = Position(self.order.name, ends[0][self.order.column], ends[0]["id"], backward)
        return replace_query_param(self.request.build_absolute_uri(), "cursor", str(position))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "下一页"},
                "previous": {**link, "description": "上一页"},
                "count": {"type": "integer", "description": f"仅在 count=true 时给出，最多 {COUNTED}"},
                "count_capped": {"type": "boolean", "description": f"是否多于 {COUNTED}"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        def parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
            return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}

        return [
            parameter("cursor", "翻页位置，取自 next 或 previous", type="string"),
            parameter("page_size", "每页条数", type="integer", minimum=1, maximum=MOST, default=PAGE_SIZE),
            parameter("ordering", "排序", type="string", enum=list(view.orderings)),
            parameter("count", "是否计数", type="boolean", default=False),
            parameter("fields", "只要哪些列，以逗号分隔", type="string"),
        ]
