"""已发布报告: published, listed, looked at, and held against what is known now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cases.admin.frame import page
from cases.admin.who import user_of
from cases.forms.report import PublishForm
from cases.models import PublishedReport
from cases.querysets import CaseQuerySet
from cases.reports import archive
from cases.reports.indicators import COUNTS, INDICATORS
from cases.reports.periods import Period

from .question import PERMISSIONS, Question, asking, period_form, question, show

TITLE = gettext_lazy("已发布报告")
PER_PAGE = 50
MAY_PUBLISH = (*PERMISSIONS, "cases.publish_report")


@asking(TITLE)
def published_reports(request: HttpRequest, asked: Question) -> HttpResponse:
    """Those of the organs in question, of any period; the chosen period is what would be published."""
    return listed(request, asked, PublishForm())


def listed(request: HttpRequest, asked: Question, form: PublishForm, status: int = 200) -> HttpResponse:
    rows = asked.scope.rows(PublishedReport).select_related("published_by", "organ").defer("cases", "figures")
    if word := request.GET.get("q", "").strip():
        rows = rows.filter(title__icontains=word)
    shown = Paginator(rows.order_by("-published_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        asked,
        "published",
        title=TITLE,
        publish=form,
        publish_url=asked.url("publish_report"),
        shown=shown,
        word=word,
        status=status,
    )


@permission_required(MAY_PUBLISH, raise_exception=True)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """As known now: what was known earlier was somebody else's to publish."""
    chosen, form = period_form(request), PublishForm(request.POST)
    if not chosen.is_valid():
        return page(request, "cases/statistics/base.html", title=str(TITLE), status=400, form=chosen)
    asked = question(request, chosen)
    if not form.is_valid() or asked.scope.organ is None:
        if asked.scope.organ is None:
            form.add_error(None, _("请选择一个复议机关再发布"))
        return listed(request, asked, form, status=422)
    frozen = archive.publish(
        asked.period,
        organ=asked.scope.organ,
        by=user_of(request),
        title=form.cleaned_data["title"],
        note=form.cleaned_data["note"],
    )
    messages.success(request, _("已发布%(title)s") % {"title": frozen.title})
    return redirect("admin:published_report", frozen.pk)


@permission_required(PERMISSIONS, raise_exception=True)
@require_safe
def published_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was published, and beside it the same report as it is known now."""
    frozen = found(request, pk)
    compared = archive.recompute(frozen)
    return page(
        request,
        "cases/statistics/published_report.html",
        title=frozen.title,
        published=frozen,
        compared=compared,
        period=Period(frozen.start, frozen.end),
        counts=[
            (INDICATORS[name].label, frozen.figures["counts"][name], compared.report.counts[name]) for name in COUNTS
        ],
        rates=list(rates(frozen, compared)),
        changed=Paginator(compared.changed, PER_PAGE).get_page(request.GET.get("page")),
    )


def rates(frozen: PublishedReport, compared: archive.Recomputed) -> Any:
    for then, now in zip(frozen.figures["rates"], compared.report.rates, strict=True):
        yield then, now, (then["n"], then["d"]) != (now.n, now.d)


def found(request: HttpRequest, pk: int) -> PublishedReport:
    rows = CaseQuerySet(PublishedReport).visible_to(user_of(request)).select_related("organ", "published_by")
    frozen = rows.filter(pk=pk).first()
    if frozen is None:
        raise Http404
    return frozen
