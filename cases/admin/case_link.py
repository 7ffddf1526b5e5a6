"""并案和关联: telling the program that two cases belong together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import record
from cases.forms.link import LinkForm
from cases.links import link
from cases.rules.errors import Malformed

from .dossier import Dossier, open_dossier
from .event_page import refused
from .frame import page
from .who import user_of


@permission_required("cases.handle_case", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    data = request.POST if request.method == "POST" else None
    form = LinkForm(dossier.case, user_of(request), data=data, initial={"version": dossier.case.version})
    if request.method != "POST":
        return show(request, dossier, form)
    if not form.is_valid():
        return show(request, dossier, form, status=422)
    return save(request, dossier, form)


def save(request: HttpRequest, dossier: Dossier, form: LinkForm) -> HttpResponse:
    typed = form.cleaned_data
    wanted = {"kind": typed["kind"], "note": typed["note"], "version": typed["version"]}
    try:
        link(dossier.case, typed["number"], by=user_of(request), **wanted)
    except record.Conflict as conflict:
        return stale(request, dossier, form, conflict)
    except Malformed as error:
        form.add_error(None, refused(error))
        return show(request, dossier, form, status=422)
    messages.success(request, _("已与 %(number)s 关联") % {"number": typed["number"].number})
    return redirect("admin:case_page", pk=dossier.case.pk)


def stale(request: HttpRequest, dossier: Dossier, form: LinkForm, conflict: Exception) -> HttpResponse:
    """What was typed is kept, and goes with the version of now."""
    now = open_dossier(request, dossier.case.pk)
    data: Any = request.POST.copy()
    data["version"] = str(now.case.version)
    form.data = data
    form.add_error(None, str(conflict))
    return show(request, now, form, status=409)


def show(request: HttpRequest, dossier: Dossier, form: LinkForm, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "cases/amendment.html",
        title=_("关联案件"),
        status=status,
        case=dossier.case,
        form=form,
        hint=_("两案的变更记录各记一条。并案的案件仍各自计数、各自计算期限。"),
    )
