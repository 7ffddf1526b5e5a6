"""案件: the list, its filter bar, its columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases import clock, keyset, work_row
from cases.filters import ORDERING
from cases.forms.saved_view import SavedViewForm
from cases.models import Case

from . import case_row, saved_views
from .frame import capped, page
from .list_filter import ListFilter
from .list_form import SWITCHES, ListForm
from .who import user_of

PER_PAGE = 50
PLACE = ("page", "cursor")
TABS: Final[tuple[tuple[Any, dict[str, str]], ...]] = (
    (gettext_lazy("全部"), {}),
    (gettext_lazy("在办"), {"open": "true"}),
    (gettext_lazy("关注"), {"watched": "true"}),
    (gettext_lazy("已超期"), {"overdue": "true"}),
    (gettext_lazy("等待他方"), {"waiting": "true"}),
    (gettext_lazy("将视为受理"), {"deeming": "true"}),
    (gettext_lazy("期限暂定"), {"provisional": "true"}),
    (gettext_lazy("有提示"), {"has_finding": "true"}),
    (gettext_lazy("未指定承办人"), {"unassigned": "true"}),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: Any
    url: str
    current: bool


@permission_required("cases.view_case", raise_exception=True)
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    views = saved_views.choices(request)
    if usual := saved_views.default(request, views):
        return redirect(usual)
    cases = Case.objects.visible_to(user_of(request))
    cases = cases.select_related("respondent", "handler", "second").only(*case_row.COLUMNS)
    found = ListFilter(request.GET, queryset=cases, request=request)
    valid = found.form.is_valid()
    chosen = found.qs if valid else cases.none()
    shown = leaf(chosen, request.GET, found)
    count, total = capped(chosen)
    rows = work_row.rows(shown.rows, today=clock.today())
    watched = saved_views.watched(request, [case.pk for case in shown.rows])
    return page(
        request,
        "cases/case_list.html",
        title=_("案件"),
        status=200 if valid else 400,
        form=ListForm(request),
        errors=found.form.errors,
        rows=rows,
        table_rows=case_row.html(rows, today=clock.today(), watched=watched),
        shown=shown,
        count=count,
        total=total,
        tabs=list(tabs(request.GET)),
        tags=list(tags(request.GET, found)),
        views=views,
        view_form=SavedViewForm(auto_id="view_%s"),
        sorting=request.GET.get("ordering") or "due",
    )


def leaf(cases: QuerySet[Case], params: QueryDict, found: ListFilter) -> keyset.Page:
    """One leaf of the list, as quick at its end as at its beginning; from a place that is none, the first."""
    ordering = (found.form.cleaned_data.get("ordering") if found.form.is_valid() else "") or "due"
    order = keyset.Order.named(ordering, ORDERING)
    column = Case._meta.get_field(order.column)
    try:
        position = keyset.Position.read(str(params["cursor"]), ordering=ordering, column=column)
    except (KeyError, ValueError, TypeError, ValidationError, RecursionError):
        position = None
    return keyset.page(cases, order, position, PER_PAGE)


def tabs(params: QueryDict) -> Iterable[Tab]:
    """The quick choices; each keeps what else was asked for."""
    switches = {name for _label, chosen in TABS for name in chosen}
    rest = {name: params.getlist(name) for name in params if name not in {*switches, *PLACE} and params[name]}
    for label, chosen in TABS:
        current = {name: params[name] for name in switches if params.get(name)} == chosen
        yield Tab(label, "?" + (urlencode({**rest, **chosen}, doseq=True) or "all=1"), current)


def tags(params: QueryDict, found: ListFilter) -> Iterable[tuple[str, str]]:
    """What is being filtered by, in words, each with the address that takes it away."""
    if not found.form.is_valid():
        return
    hidden = {"ordering", *SWITCHES}
    for name, filter_ in found.filters.items():
        value = found.form.cleaned_data.get(name)
        if name not in hidden and value not in (None, "", []):
            left = params.copy()
            left.pop(name, None)
            left.pop("cursor", None)
            yield f"{filter_.label}：{spoken(value, filter_)}", "?" + left.urlencode()


def spoken(value: Any, filter_: Any) -> str:
    choices = {str(code): str(label) for code, label in filter_.extra.get("choices", ())}
    values = value if isinstance(value, list) else [value]
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return "、".join(choices.get(str(one), str(one)) for one in values)
