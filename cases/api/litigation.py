"""Administrative lawsuits that the institution handles (行政应诉)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, DateFilter
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import examples, idempotency, rows
from cases.api.base import Rows, whole
from cases.api.errors import Refused
from cases.api.litigation_input import NewLitigation, save
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
    needs = {
        "list": "cases.view_litigation",
        "retrieve": "cases.view_litigation",
        "create": "cases.add_litigation",
        "partial_update": "cases.change_litigation",
    }

    def get_queryset(self) -> QuerySet[Litigation]:
        return CaseQuerySet(Litigation).visible_to(self.request.user)

    @extend_schema(request=NewLitigation, responses={201: LitigationRow}, examples=[examples.LITIGATION])
    def create(self, request: Request, **path: Any) -> Response:
        """登记一件应诉案件。"""
        if self.user.organ is None:
            raise Refused(422, "no_organ", _("您的账户不属于任何机关，不能登记应诉案件"))
        return idempotency.once(request, lambda: self._added(request))

    def _added(self, request: Request) -> Response:
        row = save(request, self.user, None)
        response = Response(self.one(self.get_queryset().filter(pk=row.pk)), status=201)
        response["Location"] = request.build_absolute_uri(f"/api/v1/litigation/{row.pk}")
        return response

    @extend_schema(request=NewLitigation, responses=LitigationRow)
    def partial_update(self, request: Request, **path: Any) -> Response:
        """改动或者补充：只改所写的各项，其余不变。"""
        found = self.get_queryset().filter(pk=whole(path["pk"]))
        with transaction.atomic():
            row = found.select_for_update().first()
            if row is None:
                raise Http404
            save(request, self.user, row)
        return Response(self.one(found))
