"""Putting a record right: the old entry stays, struck through, and the new one says why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import record
from cases.event_rows import to_fact
from cases.forms.change import CorrectionForm, RetractionForm
from cases.models import Event
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.terms import Kind

from .dossier import Dossier, open_dossier
from .event_page import event_page, fragment, refused, stale
from .preview import compare
from .who import user_of


@permission_required("cases.handle_case", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    original = dossier.event(event)
    form = correction_form(dossier, original, request)
    if request.method != "POST":
        return show_correction(request, dossier, original, form)
    if not form.is_valid():
        return show_correction(request, dossier, original, form, status=422)
    try:
        version = form.cleaned_data["version"]
        record.correct(original, form.fact(), reason=form.why, by=user_of(request), version=version)
    except record.Conflict as conflict:
        return stale(request, dossier, form, conflict, event_kind=Kind(original.kind), **around(dossier, original))
    except (RuleViolation, Malformed) as error:
        form.add_error(None, refused(error))
        return show_correction(request, dossier, original, form, status=422)
    messages.success(request, _("已更正%(what)s") % {"what": _(Kind(original.kind).label)})
    return redirect("admin:case_page", pk=pk)


@permission_required("cases.handle_case", raise_exception=True)
@require_POST
def preview(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    original = dossier.event(event)
    form = correction_form(dossier, original, request)
    form.fields["reason_why"].required = False
    return fragment(request, dossier, form, lambda fact: dossier.with_correction(original, fact))


@permission_required("cases.retract_event", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def retract(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    original = dossier.event(event)
    form = RetractionForm(request.POST or None, initial={"version": dossier.case.version})
    if request.method != "POST" or not form.is_valid():
        return show_retraction(request, dossier, original, form, status=422 if request.method == "POST" else 200)
    try:
        record.retract(original, reason=form.why, by=user_of(request), version=form.cleaned_data["version"])
    except record.Conflict as conflict:
        form.add_error(None, str(conflict))
        return show_retraction(request, open_dossier(request, pk), original, form, status=409)
    except (RuleViolation, Malformed) as error:
        form.add_error(None, refused(error))
        return show_retraction(request, dossier, original, form, status=422)
    messages.success(request, _("已撤回%(what)s") % {"what": _(Kind(original.kind).label)})
    return redirect("admin:case_page", pk=pk)


def correction_form(dossier: Dossier, original: Event, request: HttpRequest) -> CorrectionForm:
    data = request.POST if request.method == "POST" else None
    initial = {"version": dossier.case.version}
    return CorrectionForm(original, to_fact(original), dossier.context(), data=data, initial=initial)


def around(dossier: Dossier, original: Event) -> dict[str, Any]:
    return {
        "title": _("更正%(what)s") % {"what": _(Kind(original.kind).label)},
        "original": original,
        "preview_url": reverse("admin:correct_preview", args=[dossier.case.pk, original.pk]),
    }


def show_correction(
    request: HttpRequest, dossier: Dossier, original: Event, form: CorrectionForm, *, status: int = 200
) -> HttpResponse:
    kind = Kind(original.kind)
    return event_page(request, dossier, form, kind=kind, status=status, **around(dossier, original))


def show_retraction(
    request: HttpRequest, dossier: Dossier, original: Event, form: RetractionForm, *, status: int = 200
) -> HttpResponse:
    """What the case would be without the entry, or why it cannot go."""
    context = around(dossier, original) | {"title": _("撤回%(what)s") % {"what": _(Kind(original.kind).label)}}
    try:
        context["preview"] = compare(dossier.state, dossier.without(original))
    except RuleViolation as error:
        context["refusal"] = refused(error)
    return event_page(
        request, dossier, form, kind=Kind(original.kind), status=status, static=True, danger=True, **context
    )
