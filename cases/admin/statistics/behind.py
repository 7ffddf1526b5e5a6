"""The cases, or the lawsuits, behind one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.admin.frame import page
from cases.querysets import CaseQuerySet
from cases.reports.indicators import INDICATORS
from cases.reports.lists import cases_of, row_words
from cases.reports.litigation import LITIGATION, lawsuits
from cases.rules.errors import Malformed

from .question import Question, asking, show

PER_PAGE = 50
TITLE = _("统计数字")


@asking(TITLE)
def figure_cases(request: HttpRequest, asked: Question) -> HttpResponse:
    name, by = request.GET.get("indicator", ""), chosen_rows(request)
    try:
        found = cases_of(name, asked.period, scope=asked.scope, known_at=asked.known_at, by=by)
    except Malformed as error:
        return refused(request, error)
    counted = INDICATORS[name]
    words = [row_words(found, dimension, key) for dimension, key in by.items()]
    return listed(request, asked, found, title=counted.label, rows=[f"{counted.words}（{counted.source}）", *words])


def listed(
    request: HttpRequest, asked: Question, found: CaseQuerySet, *, title: Any, rows: Sequence[Any]
) -> HttpResponse:
    """rows: what the number counts, in words."""
    shown = paged(request, found.select_related("case", "respondent", "handler"))
    return show(request, asked, "cases", title=title, rows=rows, shown=shown)


@asking(TITLE)
def figure_lawsuits(request: HttpRequest, asked: Question) -> HttpResponse:
    name = request.GET.get("name", "litigation")
    if name not in LITIGATION:
        return refused(request, Malformed("unknown_indicator", f"没有这项指标：{name[:40]}"))
    found = lawsuits(asked.scope, asked.period, name, known_at=asked.known_at).order_by("received_on", "pk")
    return show(request, asked, "lawsuits", title=LITIGATION[name][0], shown=paged(request, found))


def chosen_rows(request: HttpRequest) -> dict[str, str]:
    """by=outcome:revoked&by=matter:penalty"""
    pairs = (text.partition(":") for text in request.GET.getlist("by") if text)
    return {name: key for name, _colon, key in pairs}


def paged(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def refused(request: HttpRequest, error: Malformed) -> HttpResponse:
    return page(request, "cases/statistics/base.html", title=str(TITLE), status=400, problem=error.message)
