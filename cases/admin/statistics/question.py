"""What a report page is asked: the period, whose cases, and as known when. The address holds all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import clock, replica
from cases.admin.frame import page
from cases.admin.who import user_of
from cases.forms.report import PeriodForm
from cases.models import Organ, User
from cases.reports.periods import Period
from cases.reports.scope import Scope

PERMISSIONS = ("cases.view_case", "cases.run_report")
TABS = (
    ("statistics", "统计分析"),
    ("trends", "变化趋势"),
    ("analysis", "交叉分析"),
    ("annual_report", "年度报告"),
    ("statutory_form", "统计报表"),
    ("published_reports", "已发布报告"),
    ("definitions", "指标口径"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Question:
    form: PeriodForm
    period: Period
    scope: Scope
    known_at: datetime | None

    @property
    def params(self) -> dict[str, str]:
        chosen = self.form.cleaned_data
        known = {"known": chosen["known"].isoformat()} if chosen.get("known") else {}
        organ = {"organ": chosen["organ"]} if chosen.get("organ") else {}
        return {**days(self.period), **known, **organ}

    def url(self, view: str, **more: Any) -> str:
        return f"{reverse(f'admin:{view}')}?{urlencode({**self.params, **more}, doseq=True)}"

    def cases(self, indicator: str, *by: str, period: Period | None = None) -> str:
        """Where the cases behind a number are listed. by: `outcome:revoked`, one for each breakdown."""
        return self.url("figure_cases", indicator=indicator, by=list(by), **(days(period) if period else {}))

    def lawsuits(self, name: str, period: Period | None = None) -> str:
        return self.url("figure_lawsuits", name=name, **(days(period) if period else {}))


View = Callable[[HttpRequest, Question], HttpResponse]


def asking(title: Any) -> Callable[[View], Callable[[HttpRequest], HttpResponse]]:
    """Hands a view its question. A question that makes no sense is answered beside the field, with 400."""

    def decorator(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @permission_required(PERMISSIONS, raise_exception=True)
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            form = period_form(request)
            if form.is_valid():
                with replica.reading():
                    return view(request, question(request, form))
            return page(request, "cases/statistics/base.html", title=str(title), status=400, form=form)

        return answer

    return decorator


def show(
    request: HttpRequest, asked: Question, template: str, *, title: Any, status: int = 200, **context: Any
) -> HttpResponse:
    view = request.resolver_match.url_name if request.resolver_match else ""
    return page(
        request,
        f"cases/statistics/{template}.html",
        title=str(title),
        status=status,
        asked=asked,
        form=asked.form,
        tabs=[Choice(_(label), asked.url(name), name == view) for name, label in TABS],
        choices=list(choices(asked)),
        months=(months := list(month_choices(asked))),
        month_chosen=any(choice.current for choice in months),
        **context,
    )


def period_form(request: HttpRequest) -> PeriodForm:
    """This year where nothing is asked for."""
    default = days(Period.year(clock.today().year))
    given = {name: request.GET[name] for name in request.GET}
    return PeriodForm({**default, **given}, organs=organs_of(user_of(request)), auto_id="q_%s")


def question(request: HttpRequest, form: PeriodForm) -> Question:
    scope = Scope(user_of(request), form.chosen_organ)
    return Question(form, form.cleaned_data["period"], scope, form.known_at)


def organs_of(user: User) -> list[Organ]:
    """The own organ, then those below it; of a superuser all there are."""
    if user.is_superuser:
        return list(Organ.objects.order_by("code"))
    found = Organ.objects.in_bulk(user.organ_ids)
    return [found[pk] for pk in user.organ_ids]


def choices(asked: Question) -> Iterator[Choice]:
    """The usual periods of the year in question."""
    year, this = asked.period.end.year, clock.today().year
    offered = [(_("%(y)s 全年") % {"y": y}, Period.year(y)) for y in sorted({this, this - 1, year}, reverse=True)]
    offered += [(_("上半年"), Period.half(year, 1)), (_("下半年"), Period.half(year, 2))]
    offered += [(_("第%(n)s季度") % {"n": n}, Period.quarter(year, n)) for n in (1, 2, 3, 4)]
    offered += [
        (_("统计半年（12.11–6.10）"), Period.statistical_half(year, 1)),
        (_("统计半年（6.11–12.10）"), Period.statistical_half(year, 2)),
    ]
    for label, period in offered:
        yield choice(asked, label, period)


def month_choices(asked: Question) -> Iterator[Choice]:
    for n in range(1, 13):
        yield choice(asked, _("%(n)s月") % {"n": n}, Period.month(asked.period.end.year, n))


def choice(asked: Question, label: str, period: Period) -> Choice:
    return Choice(label, "?" + urlencode({**asked.params, **days(period)}), period == asked.period)


def days(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}
