"""The contested acts of a case."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from cases.api import rows
from cases.api.base import OfCase, Rows
from cases.models import Act


class ObstacleRow(serializers.Serializer):
    to = rows.optional_day()


ObstacleRow._declared_fields["from"] = rows.day()


class ActRow(rows.Row):
    id = rows.number()
    kind = serializers.ChoiceField(choices=Act.Kind.choices)
    matter = rows.optional_text(source="matter.code")
    field = rows.optional_text(source="field.code")
    title = rows.text()
    document_number = rows.text()
    made_on = rows.optional_day()
    known_on = rows.optional_day()
    served_on = rows.optional_day()
    remedy_stated = serializers.BooleanField(allow_null=True)
    remedy_known_on = rows.optional_day()
    real_estate = rows.flag()
    requested_on = rows.optional_day()
    duty_due_on = rows.optional_day()
    obstacles = ObstacleRow(many=True)
    limit_days = rows.optional_number()
    amount = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)


class ActViewSet(OfCase, Rows):
    """被申请复议的行政行为。"""

    serializer_class = ActRow
    needs = {"list": "cases.view_case"}

    def get_queryset(self) -> QuerySet[Act]:
        return Act.objects.filter(case=self.case())
