"""The change feed, for systems that follow ours: nothing skipped, nothing twice."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import feed
from cases.api import rows
from cases.api.base import Resource
from cases.api.errors import bad_value
from cases.api.events import EventRow
from cases.models import Case, FeedEntry

PAGE_SIZE, MOST, LAST = 100, 1000, 2**53


class Change(EventRow):
    cursor = rows.number(source="feed_entry.number")
    case = rows.number(source="case_id")
    case_number = rows.text(source="case.number")


class Changes(serializers.Serializer):
    results = Change(many=True)
    cursor = rows.number(help_text="保存它，下次放入 after")


class FeedViewSet(Resource):
    """变更流。"""

    serializer_class = Changes
    needs = {"list": "cases.view_case"}
    query = {"list": ["after", "limit"]}

    @extend_schema(
        operation_id="events_feed",
        parameters=[
            OpenApiParameter(
                "after",
                {"type": "integer", "minimum": 0, "maximum": LAST},
                description="上次得到的 cursor；从头开始为 0",
            ),
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 0, "maximum": MOST},
                description=f"最多几条，默认 {PAGE_SIZE}，不超过 {MOST}",
            ),
        ],
        responses=Changes,
    )
    def list(self, request: Request, **path: Any) -> Response:
        """cursor 之后的事项，按其可见的先后。只要保存每次得到的 cursor，就不会漏掉也不会重复。"""
        after, limit = _whole(request, "after", 0, LAST), _whole(request, "limit", PAGE_SIZE, MOST)
        feed.number_pending()
        entries = FeedEntry.objects.filter(number__gt=after, event__case__in=Case.objects.visible_to(request.user))
        events = _events(list(entries.order_by("number").values_list("event", flat=True)[:limit]))
        return Response({"results": events, "cursor": events[-1]["cursor"] if events else after})


def _events(ids: list[int]) -> list[dict[str, Any]]:
    from cases.models import Event

    return Change.read(Event.objects.filter(pk__in=ids).order_by("feed_entry__number"))


def _whole(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 17 and int(text) <= most):
        raise bad_value(name, _("须为 0 至 %(n)d 之间的整数") % {"n": most})
    return int(text)
