"""Has this applicant, or this act, been here before? Repeat applications are much of today's load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cases import people
from cases.models import Act, Case, Party
from cases.rules.terms import Role

from .who import user_of

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Earlier:
    case: Case
    why: str
    is_duplicate: bool


def earlier_cases(request: HttpRequest, typed: dict[str, Any], parties: Iterable[dict[str, Any]]) -> list[Earlier]:
    """At most two searches, each by an index."""
    applicants = [party for party in parties if party.get("role") == Role.APPLICANT]
    by_person = set(same_applicant(applicants))
    number = (typed.get("document_number") or "").strip()
    by_act = set(Act.objects.filter(document_number=number).values_list("case", flat=True)[:50]) if number else set()
    found = Case.objects.visible_to(user_of(request)).filter(pk__in=by_person | by_act).counted()
    listed = found.select_related("respondent").order_by("-accepted_on", "-id")[:SHOWN]
    return [earlier(case, case.pk in by_person, case.pk in by_act) for case in listed]


def same_applicant(applicants: Iterable[dict[str, Any]]) -> Iterable[int]:
    wanted = Q()
    for party in applicants:
        if party.get("id_number"):
            wanted |= Q(id_index=people.index_of(party["id_number"]))
        if party.get("credit_code"):
            wanted |= Q(credit_code=party["credit_code"])
        if party.get("name"):
            wanted |= Q(name=party["name"])
    rows = Party.objects.filter(wanted, role=Role.APPLICANT.value) if wanted else Party.objects.none()
    return rows.order_by("-pk").values_list("case", flat=True)[:200]


def earlier(case: Case, person: bool, act: bool) -> Earlier:
    """The same applicant against the same act is the same application."""
    if person and act:
        return Earlier(case, _("同一申请人、同一行政行为"), is_duplicate=True)
    return Earlier(case, _("同一申请人") if person else _("同一行政行为"), is_duplicate=False)
