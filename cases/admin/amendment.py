"""Changing plain fields of a case, with a reason and a line in the change log; what is masked stays masked there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import record
from cases.amend import amend
from cases.forms.amendment import FORMS, AmendmentForm
from cases.rules.errors import Malformed

from .dossier import Dossier, open_dossier
from .event_page import refused
from .frame import page
from .who import user_of

METHODS = ["GET", "HEAD", "POST"]


@permission_required("cases.handle_case", raise_exception=True)
@require_http_methods(METHODS)
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    return change(request, dossier, dossier.case, title=_("修改请求和理由"))


@permission_required("cases.handle_case", raise_exception=True)
@require_http_methods(METHODS)
def party(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    return change(request, dossier, found(dossier.parties, party), title=_("修改当事人信息"))


@permission_required("cases.handle_case", raise_exception=True)
@require_http_methods(METHODS)
def act(request: HttpRequest, pk: int, act: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    return change(request, dossier, found(dossier.acts, act), title=_("修改行政行为"))


def found(rows: list[Any], pk: int) -> Any:
    row = next((row for row in rows if row.pk == pk), None)
    if row is None:
        raise Http404
    return row


def change(request: HttpRequest, dossier: Dossier, row: Any, *, title: str) -> HttpResponse:
    form = form_for(dossier, row, request)
    if request.method != "POST":
        return show(request, dossier, form, title=title)
    if not form.is_valid():
        return show(request, dossier, form, title=title, status=422)
    try:
        typed = form.cleaned_data
        amend(row, form.changes(), by=user_of(request), version=typed["version"], reason=typed["why"])
    except record.Conflict as conflict:
        return stale(request, dossier, form, conflict, title=title)
    except Malformed as error:
        form.add_error(None, refused(error))
        return show(request, dossier, form, title=title, status=400)
    messages.success(request, _("已保存修改"))
    return redirect("admin:case_page", pk=dossier.case.pk)


def form_for(dossier: Dossier, row: Any, request: HttpRequest) -> AmendmentForm:
    data = request.POST if request.method == "POST" else None
    return FORMS[type(row)](row, data=data, today=dossier.today, initial={"version": dossier.case.version})


def stale(
    request: HttpRequest, dossier: Dossier, form: AmendmentForm, conflict: Exception, *, title: str
) -> HttpResponse:
    """What was typed is kept, and goes with the version of now."""
    now = open_dossier(request, dossier.case.pk)
    data: Any = request.POST.copy()
    data["version"] = str(now.case.version)
    form.data = data
    form.add_error(None, str(conflict))
    return show(request, now, form, title=title, status=409)


def show(request: HttpRequest, dossier: Dossier, form: AmendmentForm, *, title: str, status: int = 200) -> HttpResponse:
    return page(request, "cases/amendment.html", title=title, status=status, case=dossier.case, form=form)
