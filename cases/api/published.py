"""Reports as they were published, frozen."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from cases.api import rows
from cases.api.base import Rows
from cases.models import PublishedReport, Token
from cases.querysets import CaseQuerySet


class PublishedRow(rows.Row):
    id = rows.number()
    organ = rows.text(source="organ.code")
    name = rows.text()
    title = rows.text()
    start = rows.day()
    end = rows.day()
    known_at = serializers.DateTimeField()
    sentence = rows.text()
    sha256 = rows.text()
    published_at = serializers.DateTimeField()
    published_by = rows.optional_text(source="published_by.username")
    note = rows.text()


class PublishedDetail(PublishedRow):
    definitions = serializers.DictField(help_text="口径")
    figures = serializers.DictField(help_text="数据")


class PublishedViewSet(Rows):
    """已发布的报告。"""

    serializer_class = PublishedRow
    queryset = PublishedReport.objects.none()
    orderings = {"-published": ("-published_at", "-id"), "published": ("published_at", "id")}
    needs = {"list": "cases.run_report", "retrieve": "cases.run_report"}
    scopes = {"list": Token.REPORT, "retrieve": Token.REPORT}

    def get_queryset(self) -> QuerySet[PublishedReport]:
        return CaseQuerySet(PublishedReport).visible_to(self.request.user)

    def get_serializer_class(self) -> Any:
        return PublishedRow if self.action == "list" else PublishedDetail
