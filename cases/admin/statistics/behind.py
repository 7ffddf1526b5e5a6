"""The cases, or the lawsuits, behind one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.admin import case_export
from cases.admin.frame import page
from cases.exports import selection
from cases.querysets import CaseQuerySet
from cases.reports.indicators import INDICATORS
from cases.reports.lists import cases_of, row_words
from cases.reports.litigation import LITIGATION, lawsuits
from cases.rules.errors import Malformed

from .question import PERMISSIONS, Question, asking, period_form, question, show

PER_PAGE = 50
TITLE = gettext_lazy("统计数字")


@asking(TITLE)
def figure_cases(request: HttpRequest, asked: Question) -> HttpResponse:
    name, by = request.GET.get("indicator", ""), chosen_rows(request)
    try:
        found = cases_of(name, asked.period, scope=asked.scope, known_at=asked.known_at, by=by)
    except Malformed as error:
        return refused(request, error)
    counted = INDICATORS[name]
    words = [row_words(found, dimension, key) for dimension, key in by.items()]
    return listed(
        request, asked, found, title=counted.label, rows=[f"{counted.words}（{counted.source}）", *words], export=True
    )


def listed(
    request: HttpRequest,
    asked: Question,
    found: CaseQuerySet,
    *,
    title: Any,
    rows: Sequence[Any],
    export: bool = False,
) -> HttpResponse:
    """rows: what the number counts, in words."""
    shown = paged(request, found.select_related("case", "respondent", "handler"))
    return show(request, asked, "cases", title=title, rows=rows, shown=shown, export=export)


@asking(TITLE)
def figure_lawsuits(request: HttpRequest, asked: Question) -> HttpResponse:
    name = request.GET.get("name", "litigation")
    if name not in LITIGATION:
        return refused(request, Malformed("unknown_indicator", f"没有这项指标：{name[:40]}"))
    found = lawsuits(asked.scope, asked.period, name, known_at=asked.known_at).order_by("received_on", "pk")
    return show(request, asked, "lawsuits", title=LITIGATION[name][0], shown=paged(request, found))


@permission_required((*PERMISSIONS, "cases.export_cases"), raise_exception=True)
@require_POST
def export_figure(request: HttpRequest, format: str) -> HttpResponseBase:
    """The same cases as a file, logged like every export."""
    form, name = period_form(request), request.GET.get("indicator", "")
    if format not in case_export.TYPES:
        raise Http404
    try:
        if not form.is_valid():
            raise Malformed("bad_period", _("统计期间有误，请从报告中重新进入"))
        asked = question(request, form)
        found = cases_of(name, asked.period, scope=asked.scope, known_at=asked.known_at, by=chosen_rows(request))
        keys = list(found.values_list("case_id", flat=True)[: selection.MOST + 1])
        if len(keys) > selection.MOST:
            raise Malformed("too_many", case_export.too_many())
    except Malformed as error:
        return refused(request, error)
    case_export.log(request, f"{INDICATORS[name].label}：{asked.period.words}", format, len(keys))
    return case_export.answer(keys, format)


def chosen_rows(request: HttpRequest) -> dict[str, str]:
    """by=outcome:revoked&by=matter:penalty"""
    pairs = (text.partition(":") for text in request.GET.getlist("by") if text)
    return {name: key for name, _colon, key in pairs}


def paged(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def refused(request: HttpRequest, error: Malformed) -> HttpResponse:
    return page(request, "cases/statistics/base.html", title=str(TITLE), status=400, problem=error.message)
