"""补记中止和恢复: a suspension forgotten in its time, with its end, in one call."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import record
from cases.forms.pause import PauseForm
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.terms import Kind

from .dossier import Dossier, open_dossier
from .event_page import event_page, fragment, refused, stale
from .who import user_of


@permission_required("cases.handle_case", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    form = form_for(dossier, request)
    if request.method != "POST":
        return show(request, dossier, form)
    if not form.is_valid():
        return show(request, dossier, form, status=422)
    return save(request, dossier, form)


def save(request: HttpRequest, dossier: Dossier, form: PauseForm) -> HttpResponse:
    try:
        record.record(dossier.case, form.facts(), by=user_of(request), version=form.cleaned_data["version"])
    except record.Conflict as conflict:
        url = preview_url(dossier)
        return stale(request, dossier, form, conflict, title=title(), event_kind=Kind.SUSPENDED, preview_url=url)
    except (RuleViolation, Malformed) as error:
        form.add_error(None, refused(error))
        return show(request, dossier, form, status=422 if isinstance(error, RuleViolation) else 400)
    messages.success(request, _("已补记中止和恢复"))
    return redirect("admin:case_page", pk=dossier.case.pk)


@permission_required("cases.handle_case", raise_exception=True)
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Folds both without writing."""
    dossier = open_dossier(request, pk)
    form = form_for(dossier, request)
    return fragment(request, dossier, form, lambda _fact: dossier.folded([*dossier.history.facts, *form.facts()]))


def form_for(dossier: Dossier, request: HttpRequest) -> PauseForm:
    data = request.POST if request.method == "POST" else None
    return PauseForm(dossier.context(), data=data, initial={"version": dossier.case.version})


def title() -> str:
    return _("补记中止和恢复")


def preview_url(dossier: Dossier) -> str:
    return reverse("admin:pause_preview", args=[dossier.case.pk])


def show(request: HttpRequest, dossier: Dossier, form: PauseForm, *, status: int = 200) -> HttpResponse:
    return event_page(
        request,
        dossier,
        form,
        title=title(),
        kind=Kind.SUSPENDED,
        preview_url=preview_url(dossier),
        hint=_("用于当时漏记、现在已经恢复审理的中止：两个日期一并保存，审理期限随之顺延。"),
        status=status,
    )
