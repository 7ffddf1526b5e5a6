"""The papers of a case: what there is, not the papers themselves."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from cases.api import rows
from cases.api.base import OfCase, Rows
from cases.models import Attachment


class DocumentRow(rows.Row):
    id = rows.number()
    title = rows.text()
    media_type = rows.text()
    size = rows.number(help_text="字节")
    sha256 = rows.text()
    volume = serializers.ChoiceField(choices=Attachment.Volume.choices)
    event = rows.optional_number(source="event.seq", help_text="所属事项的序号")
    replaces = rows.optional_number(help_text="所替换的材料")
    uploaded_at = serializers.DateTimeField()
    uploaded_by = rows.optional_text(source="uploaded_by.username")


class DocumentViewSet(OfCase, Rows):
    """案件材料的目录。"""

    serializer_class = DocumentRow
    needs = {"list": "cases.view_case"}

    def get_queryset(self) -> QuerySet[Attachment]:
        return Attachment.objects.filter(case=self.case())
