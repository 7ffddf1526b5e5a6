"""应诉登记: the register of lawsuits, its filters, its form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import lawsuits
from cases.forms.litigation import LitigationFilterForm, LitigationForm
from cases.models import Case, Litigation

from .frame import page
from .who import user_of

PER_PAGE = 50


def visible(request: HttpRequest) -> QuerySet[Litigation]:
    rows = Litigation.objects.select_related("case")
    user = user_of(request)
    return rows if user.is_superuser else rows.filter(organ__in=user.organ_ids)


@permission_required("cases.view_litigation", raise_exception=True)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    form = LitigationFilterForm(request.GET, auto_id="f_%s")
    valid = form.is_valid()
    rows = filtered(visible(request), form.cleaned_data) if valid else Litigation.objects.none()
    shown = Paginator(rows.order_by("-received_on", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "cases/litigation_list.html",
        title=_("应诉登记"),
        status=200 if valid else 400,
        form=form,
        shown=shown,
        cases=set(Case.objects.visible_to(user_of(request)).filter(pk__in=linked(shown)).values_list("pk", flat=True)),
    )


def linked(rows: Any) -> list[int]:
    return [row.case_id for row in rows if row.case_id]


def filtered(rows: QuerySet[Litigation], chosen: dict[str, Any]) -> QuerySet[Litigation]:
    for word in chosen["q"].split():
        named = ("number", "court", "plaintiff", "defendant", "case__number")
        where = Q()
        for name in named:
            where |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(where)
    if chosen["instance"]:
        rows = rows.filter(instance=chosen["instance"])
    if chosen["standing"]:
        rows = rows.filter(ended_on__isnull=chosen["standing"] == "open")
    if chosen["after"]:
        rows = rows.filter(after_reconsideration=chosen["after"] == "yes")
    if chosen["received_after"]:
        rows = rows.filter(received_on__gte=chosen["received_after"])
    return rows.filter(received_on__lte=chosen["received_before"]) if chosen["received_before"] else rows


@permission_required("cases.add_litigation", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    if user_of(request).organ is None:
        messages.error(request, _("您的账户不属于任何机关，不能登记应诉案件"))
        return redirect("admin:litigation")
    return edit(request, None, title=_("登记应诉案件"))


@permission_required("cases.change_litigation", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible(request).filter(pk=pk).first()
    if row is None:
        raise Http404
    return edit(request, row, title=str(row))


def edit(request: HttpRequest, row: Litigation | None, *, title: str) -> HttpResponse:
    form = LitigationForm(user_of(request), row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            lawsuits.save(form.row)
        messages.success(request, _("已保存%(what)s") % {"what": form.row})
        return redirect("admin:litigation")
    status = 422 if form.is_bound else 200
    return page(request, "cases/litigation_form.html", title=title, status=status, form=form, row=row)
