"""Reports as they were published, frozen."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import examples, idempotency, rows
from cases.api.base import Rows, whole
from cases.api.errors import Refused
from cases.api.fields import Day, Input, Line
from cases.models import Organ, PublishedReport, Token
from cases.querysets import CaseQuerySet
from cases.reports import archive
from cases.reports.periods import Period
from cases.reports.sentence import sentence


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


class NewPublished(Input):
    """要发布的期间。截至此刻所知，发布后固定不变。"""

    start = Day()
    end = Day()
    title = Line(200, required=False, allow_blank=True, help_text="不填的，用期间的名称")
    note = Line(500, required=False, allow_blank=True)


class ChangedCase(serializers.Serializer):
    case = rows.number(help_text="案件的内部编号")
    number = rows.text()
    figures = serializers.ListField(child=rows.text(), help_text="−不再计入、+新计入的指标")
    reasons = serializers.ListField(child=rows.text(), help_text="发布以后的更正、撤回和登记")


class Comparison(serializers.Serializer):
    intact = rows.flag(help_text="发布的内容没有被改动（校验值相符）")
    reproducible = rows.flag(help_text="按发布时所知重新计算，结果相同")
    unchanged = rows.flag(help_text="按现在所知，结果相同")
    sentence = rows.text(help_text="按现在所知的表述")
    differences = serializers.ListField(child=serializers.DictField(), help_text="label、then、now")
    changed = ChangedCase(many=True)


class PublishedViewSet(Rows):
    """已发布的报告。"""

    serializer_class = PublishedRow
    queryset = PublishedReport.objects.none()
    orderings = {"-published": ("-published_at", "-id"), "published": ("published_at", "id")}
    needs = {
        "list": "cases.run_report",
        "retrieve": "cases.run_report",
        "compare": "cases.run_report",
        "create": "cases.publish_report",
    }
    scopes = dict.fromkeys(("list", "retrieve", "compare", "create"), Token.REPORT)

    def get_queryset(self) -> QuerySet[PublishedReport]:
        return CaseQuerySet(PublishedReport).visible_to(self.request.user)

    def get_serializer_class(self) -> Any:
        return PublishedRow if self.action == "list" else PublishedDetail

    @extend_schema(request=NewPublished, responses={201: PublishedDetail}, examples=[examples.PUBLISHED])
    def create(self, request: Request, **path: Any) -> Response:
        """发布本机关一个期间的报告：期间、口径、案件清单和校验值一并固定。"""
        if self.user.organ is None:
            raise Refused(422, "no_organ", _("您的账户不属于任何机关，不能发布报告"))
        given = NewPublished.checked(request.data)
        return idempotency.once(request, lambda: self._published(request, self.user.organ, given))

    def _published(self, request: Request, organ: Organ, given: dict[str, Any]) -> Response:
        period = Period(given.pop("start"), given.pop("end"))
        frozen = archive.publish(period, organ=organ, by=self.user, **given)
        response = Response(self.one(self.get_queryset().filter(pk=frozen.pk)), status=201)
        response["Location"] = request.build_absolute_uri(f"/api/v1/published-reports/{frozen.pk}")
        return response

    @extend_schema(responses=Comparison)
    def compare(self, request: Request, **path: Any) -> Response:
        """与现在所知比较：没有变化，或者哪些案件、因为什么变化，数字现在是多少。"""
        frozen = self.get_queryset().select_related("organ").filter(pk=whole(path["pk"])).first()
        if frozen is None:
            raise Http404
        found = archive.recompute(frozen)
        return Response(
            {
                "intact": found.intact,
                "reproducible": found.reproducible,
                "unchanged": found.unchanged,
                "sentence": sentence(found.report),
                "differences": [{"label": one.label, "then": one.then, "now": one.now} for one in found.differences],
                "changed": [
                    {"case": one.case_id, "number": one.number, "figures": one.figures, "reasons": one.reasons}
                    for one in found.changed
                ],
            }
        )
