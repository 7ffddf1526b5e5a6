"""Recording one event: a small form, its consequences before it is saved, and the door to `record`."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import record, rights
from cases.forms.event import EventForm
from cases.forms.joining import JoiningForm
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.terms import Kind
from cases.templatetags.ui import day

from .dossier import Dossier, open_dossier
from .event_groups import UNUSUAL, wording
from .event_page import event_page, fragment, refused, stale
from .who import user_of

FORMS: dict[Kind, type[EventForm]] = {Kind.PARTY_JOINED: JoiningForm}
HINTS = {
    Kind.VOIDED: "作废用于登记错误的案件：保留案号，不计入统计，不能恢复。",
    Kind.CLASSIFIED: "统计按分类计数，调整自所填日期起生效，请写明理由。",
}


@permission_required("cases.view_case", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    dossier, event_kind = opened(request, pk, kind)
    if request.method != "POST":
        return show(request, dossier, event_kind, form_for(dossier, event_kind))
    form = form_for(dossier, event_kind, request)
    if not form.is_valid():
        return show(request, dossier, event_kind, form, status=422)
    return save(request, dossier, event_kind, form)


def save(request: HttpRequest, dossier: Dossier, kind: Kind, form: EventForm) -> HttpResponse:
    try:
        fact = form.fact()
        version = form.cleaned_data["version"]
        record.record(dossier.case, [fact], by=user_of(request), version=version, parties=form.newcomers)
    except record.Conflict as conflict:
        return stale(request, dossier, form, conflict, title=title(dossier, kind), event_kind=kind)
    except (RuleViolation, Malformed) as error:
        form.add_error(None, refused(error))
        return show(request, dossier, kind, form, status=422 if isinstance(error, RuleViolation) else 400)
    messages.success(request, _("已记录%(what)s（%(day)s）") % {"what": _(kind.label), "day": day(fact.on)})
    return redirect("admin:case_page", pk=dossier.case.pk)


@permission_required("cases.view_case", raise_exception=True)
@require_POST
def preview(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Folds without writing."""
    dossier, event_kind = opened(request, pk, kind)
    return fragment(request, dossier, form_for(dossier, event_kind, request), dossier.with_fact)


def opened(request: HttpRequest, pk: int, kind: str) -> tuple[Dossier, Kind]:
    try:
        event_kind = Kind(kind)
    except ValueError:
        raise Http404 from None
    if event_kind in UNUSUAL:
        raise Http404
    if not rights.may_record(user_of(request), event_kind):
        raise PermissionDenied
    return open_dossier(request, pk), event_kind


def form_for(dossier: Dossier, kind: Kind, request: HttpRequest | None = None) -> EventForm:
    initial = {"version": dossier.case.version}
    form = FORMS.get(kind, EventForm)
    return form(kind, dossier.context(), data=request.POST if request else None, initial=initial)


def title(dossier: Dossier, kind: Kind) -> str:
    return _("记录%(what)s") % {"what": wording(kind, dossier.state)}


def show(request: HttpRequest, dossier: Dossier, kind: Kind, form: EventForm, *, status: int = 200) -> HttpResponse:
    why_not = dossier.state.why_not(kind)
    hint = _(HINTS[kind]) if kind in HINTS else ""
    return event_page(
        request, dossier, form, title=title(dossier, kind), kind=kind, why_not=why_not, hint=hint, status=status
    )
