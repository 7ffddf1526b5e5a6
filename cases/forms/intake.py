"""From what was typed at the counter to an application and its first fact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from cases.application import ActData, Application, PartyData
from cases.models import User
from cases.rules.facts import ActFacts, Fact, read_details
from cases.rules.terms import Channel, Kind, PartyType, Role

from .application import ApplicationForm

ACT = [
    "kind",
    "matter",
    "field",
    "title",
    "document_number",
    "made_on",
    "known_on",
    "served_on",
    "remedy_stated",
    "remedy_known_on",
    "real_estate",
    "requested_on",
    "duty_due_on",
    "limit_days",
    "amount",
]


def read_application(form: ApplicationForm, parties: Iterable[dict[str, Any]]) -> Application:
    typed = form.cleaned_data
    respondents = [agency for agency in (typed["respondent"], typed["other_respondent"]) if agency is not None]
    return Application(
        parties=read_parties(parties),
        respondents=respondents,
        respondent_type=None,
        act=ActData(**{name: typed[name] for name in ACT}),
        matter=typed["matter"],
        field=typed["field"],
        request=typed["request"],
        reasons=typed["reasons"],
        channel=Channel(typed["channel"]),
        external_ref=typed["external_ref"],
        lead=person(typed["lead"]),
        second=person(typed["second"]),
        applicants_count=typed["applicants_count"],
    )


def read_parties(parties: Iterable[dict[str, Any]]) -> list[PartyData]:
    """Applicants first: whoever acts for them stands for the first one."""
    ordered = sorted(parties, key=lambda party: party["role"] != Role.APPLICANT)
    return [read_party(party) for party in ordered]


def read_party(party: dict[str, Any]) -> PartyData:
    role = Role(party["role"])
    return PartyData(
        role=role,
        name=party["name"],
        type=PartyType(party["type"]),
        id_number=party["id_number"],
        credit_code=party["credit_code"],
        phone=party["phone"],
        address=party["address"],
        represents=1 if role in (Role.REPRESENTATIVE, Role.AGENT) else None,
    )


def person(key: str) -> User | None:
    return User.objects.get(pk=key) if key else None


def receipt(form: ApplicationForm) -> Fact:
    typed = form.cleaned_data
    details = {
        "channel": typed["channel"],
        "posted_on": typed["posted_on"] if typed["channel"] == Channel.POST else None,
        "compensation_requested": amount(typed["compensation_requested"]),
    }
    given = {name: value for name, value in details.items() if value}
    return Fact(Kind.RECEIVED, typed["received_on"], read_details(Kind.RECEIVED, given))


def amount(typed: Decimal | None) -> str:
    """As people write it: 5000 or 5000.50."""
    if typed is None:
        return ""
    return f"{typed:.0f}" if typed == typed.to_integral_value() else f"{typed:.2f}"


def first_facts(form: ApplicationForm) -> list[Fact]:
    """The receipt, and with it the request to review a document, where there is one (第十三条)."""
    facts, document = [receipt(form)], form.cleaned_data["normative_document"]
    if document:
        details = read_details(Kind.NORMATIVE_REVIEW_REQUESTED, {"document": document})
        facts.append(Fact(Kind.NORMATIVE_REVIEW_REQUESTED, facts[0].on, details))
    return facts


def act_facts(typed: dict[str, Any]) -> ActFacts:
    """For the application period, as far as the form is filled in."""
    return ActFacts(
        kind=typed.get("kind") or "decision",
        made_on=typed.get("made_on"),
        known_on=typed.get("known_on") or typed.get("served_on"),
        remedy_stated=typed.get("remedy_stated"),
        remedy_known_on=typed.get("remedy_known_on"),
        real_estate=bool(typed.get("real_estate")),
        requested_on=typed.get("requested_on"),
        duty_due_on=typed.get("duty_due_on"),
        limit_days=typed.get("limit_days"),
    )
