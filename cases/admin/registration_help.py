"""While somebody types an application: in time or not, within jurisdiction or not, been here before or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import calendars, clock
from cases.forms.application import ApplicationForm, PartyFormSet
from cases.forms.intake import act_facts
from cases.identity import Identity, read_identity
from cases.models import Agency
from cases.rules.deadlines import Deadline
from cases.rules.facts import Fact
from cases.rules.terms import DeadlineKind, Kind
from cases.rules.timeline import fold

from . import drafts
from .earlier_cases import earlier_cases
from .registration import forms

SUGGESTED = 12


@dataclass(frozen=True, slots=True)
class Timing:
    application: Deadline | None
    screening: Deadline | None


@permission_required("cases.register_case", raise_exception=True)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Nothing is written. What is not yet typed, or not yet right, is left out."""
    form, parties = forms(request, request.POST)
    form.is_valid()
    people = typed_parties(parties)
    context = {
        "today": clock.today(),
        "timing": timing(form),
        "identities": [(party["name"], identity) for party in people if (identity := party.get("identity"))],
        "agency": form.cleaned_data.get("respondent"),
        "earlier": earlier_cases(request, form.cleaned_data, people),
    }
    response = render(request, "cases/registration_check.html", context)
    response["X-Fragment"] = "check"
    return response


def typed_parties(parties: PartyFormSet) -> list[dict[str, Any]]:
    found = []
    for form in parties.forms:
        form.is_valid()
        typed = getattr(form, "cleaned_data", {})
        if typed and not typed.get("DELETE"):
            found.append({**typed, "identity": identity(typed)})
    return found


def identity(typed: dict[str, Any]) -> Identity | None:
    return read_identity(typed["id_number"], today=clock.today()) if typed.get("id_number") else None


def timing(form: ApplicationForm) -> Timing | None:
    """In time? And by when must it be screened?"""
    typed = form.cleaned_data
    received_on: date | None = typed.get("received_on")
    if received_on is None:
        return None
    details = {"posted_on": typed["posted_on"]} if typed.get("posted_on") and typed.get("channel") == "post" else {}
    facts = [Fact(Kind.RECEIVED, received_on, details)]
    state = fold(facts, on=received_on, calendar=calendars.current(), act=act_facts(typed))
    by_kind = {row.kind: row for row in state.deadlines}
    return Timing(by_kind.get(DeadlineKind.APPLICATION), by_kind.get(DeadlineKind.SCREENING))


@permission_required("cases.register_case", raise_exception=True)
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("draft", "")
    row = drafts.keep(request, int(key) if key.isdigit() and len(key) < 19 else None)
    at = clock.now().astimezone().strftime("%H:%M")
    return JsonResponse({"draft": row.pk, "message": _("草稿已于 %(at)s 保存") % {"at": at}})


@permission_required("cases.view_case", raise_exception=True)
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """What begins with the words first; those outside the jurisdiction say so and who is competent."""
    words = request.GET.get("q", "").strip()[:50]
    if not words:
        return JsonResponse({"results": []})
    matching = Q(name__icontains=words) | Q(short_name__icontains=words)
    today = clock.today()
    found = Agency.objects.filter(matching, Q(valid_to__isnull=True) | Q(valid_to__gte=today)).order_by("code")
    listed = sorted(found[:100], key=lambda agency: (not agency.short_name.startswith(words), agency.code))
    return JsonResponse({"results": [suggestion(agency) for agency in listed[:SUGGESTED]]})


def suggestion(agency: Agency) -> dict[str, str]:
    note = agency.get_type_display()
    if agency.organ_id is None:
        note = _("不属于本机关管辖") + (f"：{agency.competent}" if agency.competent else "")
    return {"value": agency.name, "label": agency.name, "note": note}
