"""Reports, counted by the same path as the screens and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases import clock, replica
from cases.api import rows
from cases.api.base import Resource
from cases.api.errors import bad_value
from cases.api.throttles import ByReport
from cases.models import Organ, Token, User
from cases.reports.annual import Report
from cases.reports.definitions import definitions
from cases.reports.outputs import REPORTS, form
from cases.reports.outputs.data import as_data
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.sentence import sentence
from cases.reports.yearly import Paragraph
from cases.rules.facts import read_date


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


class DocumentRenderer(AsMade):
    media_type, format, charset = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        None,
    )
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


class StatutoryForm(serializers.Serializer):
    report = rows.text()
    organ = rows.text()
    start = rows.day()
    end = rows.day()
    known_at = serializers.DateTimeField(allow_null=True)
    columns = serializers.ListField(child=serializers.DictField(), help_text="各栏：key、group、label")
    balanced = rows.flag()
    problems = serializers.ListField(child=rows.text(), help_text="不平衡之处，每处一句")
    rows = serializers.ListField(child=serializers.DictField(), help_text="合计在前，其后每个行政管理类别一行")


class Section(serializers.Serializer):
    title = rows.text()
    text = rows.text()


class AnnualSection(serializers.Serializer):
    sentence = rows.text()
    sections = Section(many=True)


class Definitions(serializers.Serializer):
    indicators = serializers.ListField(child=serializers.DictField())
    rates = serializers.ListField(child=serializers.DictField(), help_text="公式、分母、出处、与其他用法的不同")
    measures = serializers.ListField(child=serializers.DictField())


PERIOD = [
    OpenApiParameter("start", date, required=True, description="统计期间的第一天"),
    OpenApiParameter("end", date, required=True, description="统计期间的最后一天"),
    OpenApiParameter("known_at", datetime, description="截至当时所知；只写日期指当天终了"),
    OpenApiParameter("organ", str, description="复议机关代码"),
]
ASKED: Final = ("start", "end", "known_at", "organ")
ACTIONS: Final = ("annual", "statutory", "section", "definitions")
RENDERERS: Final = {
    "annual": (JSONRenderer, SheetRenderer, WorkbookRenderer),
    "statutory": (JSONRenderer, SheetRenderer, WorkbookRenderer),
    "section": (JSONRenderer, DocumentRenderer),
}


class ReportViewSet(Resource):
    """统计报表。"""

    serializer_class = AnnualReport
    needs = dict.fromkeys(ACTIONS, "cases.run_report")
    scopes = dict.fromkeys(ACTIONS, Token.REPORT)
    query = {**dict.fromkeys(ACTIONS, ASKED), "definitions": ()}

    def get_throttles(self) -> list[Any]:
        return [*super().get_throttles(), ByReport()]

    def get_renderers(self) -> list[BaseRenderer]:
        return [renderer() for renderer in RENDERERS.get(self.action, (JSONRenderer,))]

    @extend_schema(parameters=PERIOD, responses=AnnualReport)
    def annual(self, request: Request, **path: Any) -> Response:
        """期间的报表：表述、各项数字、纠错率（n/d）、分类和平衡关系。可要求 JSON、CSV 或 xlsx。"""
        return self._answer("annual", as_data)

    @extend_schema(parameters=PERIOD, responses=StatutoryForm)
    def statutory(self, request: Request, **path: Any) -> Response:
        """统计报表国法复统字1号，附平衡检查。可要求 JSON、CSV 或 xlsx。"""
        return self._answer("statutory", form.as_data)

    @extend_schema(parameters=PERIOD, responses=AnnualSection)
    def section(self, request: Request, **path: Any) -> Response:
        """年度报告的文字。可要求 JSON 或 docx。"""
        return self._answer("section", _words)

    @extend_schema(responses=Definitions)
    def definitions(self, request: Request, **path: Any) -> Response:
        """全部指标和比率的口径。"""
        return Response(definitions())

    def _answer(self, name: str, data_of: Callable[[Any], Any]) -> Response:
        request = self.request
        period = Period(_day(request, "start"), _day(request, "end"))
        make, written = REPORTS[name]
        scope, known_at = Scope(self.user, _organ(request, self.user)), _moment(request)
        with replica.reading():
            made = make(period, scope=scope, known_at=known_at)
        wanted = request.accepted_renderer.format
        if wanted == "json":
            return Response(data_of(made))
        file = f"{period.start}_{period.end}.{wanted}"
        return Response(written[wanted](made), headers={"Content-Disposition": f'attachment; filename="{file}"'})


def _words(made: tuple[Report, Sequence[Paragraph]]) -> dict[str, Any]:
    report, paragraphs = made
    return {
        "sentence": sentence(report),
        "sections": [{"title": paragraph.title, "text": paragraph.text} for paragraph in paragraphs],
    }


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
