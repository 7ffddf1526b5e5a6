"""Respondents: the directory of administrative organs."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter, DateFilter
from django_filters.rest_framework import DjangoFilterBackend, FilterSet

from cases.api import rows
from cases.api.base import Rows
from cases.models import Agency
from cases.models.columns import choices
from cases.rules.terms import AgencyType


class AgencyRow(rows.Row):
    id = rows.number()
    code = rows.text()
    name = rows.text()
    short_name = rows.text()
    type = rows.term(AgencyType)
    organ = rows.optional_text(source="organ.code", help_text="有管辖权的本系统复议机关")
    competent = rows.text(help_text="不由本系统管辖时，有管辖权的机关")
    valid_from = rows.optional_day()
    valid_to = rows.optional_day()
    successor = rows.optional_number(help_text="继续行使职权的机关")


class AgencyFilter(FilterSet):
    name = CharFilter("name", "contains")
    code = CharFilter("code")
    type = ChoiceFilter(choices=choices(AgencyType))
    organ = CharFilter("organ__code")
    valid_on = DateFilter(method="on")

    class Meta:
        model = Agency
        fields: list[str] = []

    def on(self, queryset: QuerySet[Agency], name: str, value: object) -> QuerySet[Agency]:
        begun = queryset.exclude(valid_from__gt=value)
        return begun.exclude(valid_to__lt=value)


class AgencyViewSet(Rows):
    """被申请人（行政机关）名录。"""

    queryset = Agency.objects.all()
    serializer_class = AgencyRow
    filter_backends = [DjangoFilterBackend]
    filterset_class = AgencyFilter
    orderings = {"code": ("code", "id"), "name": ("name", "id"), "id": ("id",)}
