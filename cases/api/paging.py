"""Pages of the interface: `next` and `previous` links with a cursor, never a page number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from cases import keyset
from cases.api.errors import bad_value

PAGE_SIZE: Final = 50
MOST: Final = 200
COUNTED: Final = 10_000
PARAMETERS: Final = frozenset({"cursor", "page_size", "ordering", "count", "fields"})


class KeysetPagination(BasePagination):
    """`next` and `previous` links; `count` only where it is asked for, and only up to 10,000."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request, self.queryset = request, queryset
        self.order = self._order(view.orderings)
        page = keyset.page(queryset, self.order, self._position(), self._size())
        self.next, self.previous = self._link(page.next), self._link(page.previous)
        return page.rows

    def get_paginated_response(self, data: Any) -> Response:
        body = {"next": self.next, "previous": self.previous, **self._count(), "results": data}
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", self.next), ("prev", self.previous)) if url]
        return Response(body, headers={"Link": ", ".join(links)} if links else None)

    def _order(self, orderings: Mapping[str, tuple[str, ...]]) -> keyset.Order:
        name = self.request.query_params.get("ordering", next(iter(orderings)))
        if name not in orderings:
            raise bad_value(
                "ordering", _("排序可以是：%(names)s") % {"names": "、".join(orderings)}, code="unknown_ordering"
            )
        return keyset.Order.named(name, orderings)

    def _position(self) -> keyset.Position | None:
        text = self.request.query_params.get("cursor")
        if text is None:
            return None
        column = self.queryset.model._meta.get_field(self.order.column)
        try:
            return keyset.Position.read(text, ordering=self.order.name, column=column)
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

    def _link(self, position: keyset.Position | None) -> str | None:
        if position is None:
            return None
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
