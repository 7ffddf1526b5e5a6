"""年度报告: the county's sentence, every figure a link to exactly its cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import clock
from cases.forms.report import PeriodForm
from cases.reports.annual import Report, annual
from cases.reports.indicators import INDICATORS
from cases.reports.lists import cases_of
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.errors import Malformed

from .chart import chart
from .frame import page
from .who import user_of

PER_PAGE = 50
SHOWN = ("outcome", "disposition", "matter", "field", "respondent_type", "respondent", "month")
PERMISSIONS = ("cases.view_case", "cases.run_report")


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    current: bool


@permission_required(PERMISSIONS, raise_exception=True)
@require_safe
def annual_report(request: HttpRequest) -> HttpResponse:
    form = period_form(request)
    if not form.is_valid():
        return page(request, "cases/annual_report.html", title=_("年度报告"), status=400, form=form)
    period: Period = form.cleaned_data["period"]
    report = annual(period, scope=Scope(user_of(request), user_of(request).organ), known_at=form.known_at)
    return page(
        request,
        "cases/annual_report.html",
        title=_("年度报告"),
        form=form,
        report=report,
        links={name: figure_url(form, name) for name in INDICATORS},
        lawsuits=lawsuits_url(period),
        choices=list(choices(period)),
        tables=[table(form, report, name) for name in SHOWN if report.breakdowns[name].rows],
        chart=chart(report.breakdowns["month"]),
    )


def period_form(request: HttpRequest) -> PeriodForm:
    """This year where nothing is asked for."""
    year = clock.today().year
    default = {"start": f"{year}-01-01", "end": f"{year}-12-31"}
    return PeriodForm({**default, **{name: request.GET[name] for name in request.GET}})


def choices(current: Period) -> Iterator[Choice]:
    """The usual periods of the year in question."""
    year, this = current.end.year, clock.today().year
    offered = [(_("%(y)s 全年") % {"y": y}, Period.year(y)) for y in dict.fromkeys((this, this - 1, year, 2023))]
    offered += [(_("上半年"), Period.half(year, 1)), (_("下半年"), Period.half(year, 2))]
    offered += [(_("第%(n)s季度") % {"n": n}, Period.quarter(year, n)) for n in (1, 2, 3, 4)]
    offered += [(_("统计半年（12.11–6.10）"), Period.statistical_half(year, 1))]
    for label, period in offered:
        yield Choice(label, "?" + urlencode(days(period)), period == current)


def days(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def figure_url(form: PeriodForm, indicator: str, **by: str) -> str:
    params = {"indicator": indicator, **days(form.cleaned_data["period"]), **by}
    if form.cleaned_data.get("known"):
        params["known"] = form.cleaned_data["known"].isoformat()
    return f"{reverse('admin:figure_cases')}?{urlencode(params)}"


def lawsuits_url(period: Period) -> str:
    params = {"received_after": period.start.isoformat(), "received_before": period.end.isoformat()}
    return f"{reverse('admin:litigation')}?{urlencode(params)}"


def table(form: PeriodForm, report: Report, name: str) -> dict[str, Any]:
    """A breakdown: each number leads to its cases."""
    breakdown = report.breakdowns[name]
    heads = [str(INDICATORS[indicator].label) for indicator in breakdown.indicators]
    rows = [
        (row.label, [(row.counts[key], figure_url(form, key, by=f"{name}:{row.key}")) for key in breakdown.indicators])
        for row in breakdown.rows
    ]
    totals = [] if breakdown.overlapping else [breakdown.totals[key] for key in breakdown.indicators]
    return {"label": breakdown.label, "heads": heads, "rows": rows, "totals": totals}


@permission_required(PERMISSIONS, raise_exception=True)
@require_safe
def figure_cases(request: HttpRequest) -> HttpResponse:
    """The cases behind one number."""
    form, indicator = period_form(request), request.GET.get("indicator", "")
    name, _colon, key = request.GET.get("by", "").partition(":")
    try:
        if not form.is_valid():
            raise Malformed("bad_period", _("统计期间有误，请从报告中重新进入"))
        scope = Scope(user_of(request), user_of(request).organ)
        period = form.cleaned_data["period"]
        found = cases_of(indicator, period, scope=scope, known_at=form.known_at, by={name: key} if name else None)
    except Malformed as error:
        return page(request, "cases/figure_cases.html", title=_("统计数字"), status=400, problem=error.message)
    rows = found.select_related("case", "respondent", "handler")
    return page(
        request,
        "cases/figure_cases.html",
        title=str(INDICATORS[indicator].label),
        indicator=INDICATORS[indicator],
        period=period,
        shown=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    )
