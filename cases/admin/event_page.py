"""The page around the form of an event: the form, its consequences, what happened so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.forms.change import RetractionForm
from cases.forms.event import EventForm
from cases.rules.errors import Malformed, RuleError, RuleViolation
from cases.rules.facts import Fact
from cases.rules.terms import Kind
from cases.rules.timeline import CaseState

from .dossier import Dossier, open_dossier
from .frame import page
from .preview import Preview, compare
from .timeline import entries


def event_page(
    request: HttpRequest,
    dossier: Dossier,
    form: EventForm | RetractionForm,
    *,
    title: str,
    kind: Kind,
    preview_url: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The form beside its preview and the way so far."""
    return page(
        request,
        "cases/event_page.html",
        title=title,
        status=status,
        case=dossier.case,
        form=form,
        kind=kind,
        preview_url=preview_url or reverse("admin:event_preview", args=[dossier.case.pk, kind.value]),
        timeline=entries(dossier.events, dossier.state, dossier.details()),
        **context,
    )


def fragment(
    request: HttpRequest, dossier: Dossier, form: EventForm, folded: Callable[[Fact], CaseState]
) -> HttpResponse:
    """The consequences alone, for the page to put in place."""
    context: dict[str, Any] = {"today": dossier.today, "case": dossier.case}
    try:
        context["preview"] = consequences(dossier, form, folded)
    except (RuleViolation, Malformed) as error:
        context["refusal"] = refused(error)
    response = render(request, "cases/preview.html", context)
    response["X-Fragment"] = "preview"
    return response


def consequences(dossier: Dossier, form: EventForm, folded: Callable[[Fact], CaseState]) -> Preview | None:
    """None while the form is not yet complete."""
    if not form.is_valid() and set(form.errors) - {"reason"}:
        return None
    return compare(dossier.state, folded(form.fact()))


def stale(
    request: HttpRequest,
    dossier: Dossier,
    form: EventForm,
    conflict: Exception,
    *,
    title: str,
    event_kind: Kind,
    **context: Any,
) -> HttpResponse:
    """Somebody else was first: the page shows the case as it is now and keeps what was typed."""
    now = open_dossier(request, dossier.case.pk)
    data: Any = request.POST.copy()
    data[form.add_prefix("version")] = str(now.case.version)
    seen = form.cleaned_data["version"]
    form.data = data
    form.add_error(None, ValidationError(str(conflict) or _("案件已被他人更新，请刷新后重试"), code="conflict"))
    return event_page(
        request, now, form, title=title, kind=event_kind, status=409, conflict=True, seen_version=seen, **context
    )


def refused(error: RuleError) -> ValidationError:
    """The sentence of the rules, with its article."""
    text = f"{error.message}（{error.article}）" if error.article else error.message
    return ValidationError(text, code=error.code)
