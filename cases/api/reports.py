"""Reports, counted by the same path as the screens and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases import clock
from cases.api import rows
from cases.api.base import Resource
from cases.api.errors import bad_value
from cases.api.throttles import ByReport
from cases.models import Organ, Token, User
from cases.reports.annual import Report, annual
from cases.reports.outputs import FORMATS
from cases.reports.outputs.data import as_data
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.facts import read_date

REPORTS: Final = {"annual": annual}


class AsMade(BaseRenderer):
    """For what the report's own outputs have already written."""

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> Any:
        return data


class SheetRenderer(AsMade):
    media_type, format, charset = "text/csv", "csv", "utf-8"


class WorkbookRenderer(AsMade):
    media_type, format, charset = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", None
    render_style = "binary"


class Rate(serializers.Serializer):
    name = rows.text()
    label = rows.text()  # type: ignore[assignment]
    base = rows.text()
    n = rows.number()
    d = rows.number()
    percent = rows.optional_text(help_text='一位小数，例如 "12.5"；分母为 0 时为 null')


class Counts(serializers.Serializer):
    carried_in = rows.number()
    accepted = rows.number()
    filed = rows.number()
    not_filed = rows.number()
    concluded = rows.number()
    corrected = rows.number()
    pending = rows.number()


class AnnualReport(serializers.Serializer):
    report = rows.text()
    organ = rows.text()
    start = rows.day()
    end = rows.day()
    known_at = serializers.DateTimeField(allow_null=True)
    sentence = rows.text()
    counts = Counts()
    balanced = rows.flag(help_text="上期结转＋收件＝未立案终结＋办结＋期末未结")
    rates = Rate(many=True)
    breakdowns = serializers.DictField(child=serializers.ListField(child=serializers.DictField()))
    shares = Rate(many=True)
    numbers = serializers.DictField(child=rows.number())
    days = serializers.DictField()
    litigation = serializers.DictField(child=rows.number())
    published = serializers.ListField(child=serializers.DictField(), help_text="公布数据与计算结果的对照")


PARAMETERS = [
    OpenApiParameter("start", date, required=True, description="统计期间的第一天"),
    OpenApiParameter("end", date, required=True, description="统计期间的最后一天"),
    OpenApiParameter("known_at", datetime, description="截至当时所知；只写日期指当天终了"),
    OpenApiParameter("organ", str, description="复议机关代码"),
]


class ReportViewSet(Resource):
    """统计报表。"""

    serializer_class = AnnualReport
    renderer_classes = [JSONRenderer, SheetRenderer, WorkbookRenderer]
    needs = {"retrieve": "cases.run_report"}
    scopes = {"retrieve": Token.REPORT}
    query = {"retrieve": ["start", "end", "known_at", "organ"]}

    def get_throttles(self) -> list[Any]:
        return [*super().get_throttles(), ByReport()]

    @extend_schema(parameters=PARAMETERS, responses=AnnualReport)
    def retrieve(self, request: Request, **path: Any) -> Response:
        """一张报表：表述、各项数字、纠错率（n/d）、分类和平衡关系。可要求 JSON、CSV 或 xlsx。"""
        if path["name"] not in REPORTS:
            raise Http404
        period = Period(_day(request, "start"), _day(request, "end"))
        scope = Scope(self.user, _organ(request, self.user))
        return _answer(request, REPORTS[path["name"]](period, scope=scope, known_at=_moment(request)))


def _answer(request: Request, report: Report) -> Response:
    wanted = request.accepted_renderer.format
    if wanted == "json":
        return Response(as_data(report))
    name = f"{report.period.start}_{report.period.end}.{wanted}"
    return Response(FORMATS[wanted](report), headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _day(request: Request, name: str) -> date:
    text = request.query_params.get(name)
    if text is None:
        raise bad_value(name, _("请写明统计期间，例如 start=2023-01-01&end=2023-12-31"), code="required")
    try:
        day: date = read_date(text)
    except ValueError as error:
        raise bad_value(name, str(error)) from None
    return day


def _organ(request: Request, user: User) -> Organ | None:
    code = request.query_params.get("organ")
    if code is None:
        return None
    found = Organ.objects.filter(code=code).first()
    if found is None or not (user.is_superuser or found.pk in user.organ_ids):
        raise bad_value("organ", _("没有代码为“%(code)s”的复议机关") % {"code": code[:40]}, code="unknown_code")
    return found


def _moment(request: Request) -> datetime | None:
    """A day means its end; a time without a zone is the county's."""
    text = request.query_params.get("known_at")
    if text is None:
        return None
    try:
        moment = _end_of(read_date(text)) if len(text) == 10 else parse_datetime(text)
        if moment is None:
            raise ValueError
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    except (ValueError, OverflowError):
        raise bad_value("known_at", _("须写成 2024-01-05 或者 2024-01-05T17:00:00+08:00 的样子")) from None


def _end_of(day: date) -> datetime:
    if day == clock.today():
        return clock.now()
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
