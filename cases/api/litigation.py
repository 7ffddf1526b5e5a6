"""Administrative lawsuits that the institution handles (行政应诉)."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, DateFilter
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework import serializers

from cases.api import rows
from cases.api.base import Rows
from cases.models import Litigation
from cases.querysets import CaseQuerySet


class LitigationRow(rows.Row):
    id = rows.number()
    organ = rows.text(source="organ.code")
    case = rows.optional_number(source="case_id", help_text="复议案件的内部编号")
    case_number = rows.optional_text(source="case.number")
    number = rows.text(help_text="法院案号")
    court = rows.text()
    instance = serializers.ChoiceField(choices=Litigation.Instance.choices)
    plaintiff = rows.text()
    defendant = rows.text()
    after_reconsideration = rows.flag()
    head_appeared = serializers.BooleanField(allow_null=True, help_text="负责人是否出庭")
    received_on = rows.day()
    heard_on = rows.optional_day()
    ended_on = rows.optional_day()
    result = rows.text()
    note = rows.text()


class LitigationFilter(FilterSet):
    case = CharFilter("case__number")
    court = CharFilter("court")
    instance = ChoiceFilter(choices=Litigation.Instance.choices)
    received_after = DateFilter("received_on", "gte")
    received_before = DateFilter("received_on", "lte")
    ended = BooleanFilter("ended_on", "isnull", exclude=True)

    class Meta:
        model = Litigation
        fields: list[str] = []


class LitigationViewSet(Rows):
    """行政应诉案件。"""

    queryset = Litigation.objects.none()
    serializer_class = LitigationRow
    filter_backends = [DjangoFilterBackend]
    filterset_class = LitigationFilter
    orderings = {"-received": ("-received_on", "-id"), "received": ("received_on", "id")}
    needs = {"list": "cases.view_litigation", "retrieve": "cases.view_litigation"}

    def get_queryset(self) -> QuerySet[Litigation]:
        return CaseQuerySet(Litigation).visible_to(self.request.user)
