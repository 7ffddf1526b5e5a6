"""The parties of a case as rows, and how a list shows and finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cases import crypto
from cases.application import PartyData
from cases.history import History
from cases.models import Act, Agency, Case, Party
from cases.rules.terms import Kind, PartyType, Role

ID_NUMBER = "cases.party.id_number"
SHOWN = 200


def row(data: PartyData, *, case: Case, position: int) -> Party:
    return Party(
        case=case,
        position=position,
        role=data.role.value,
        type=data.type.value if data.type else "",
        name=data.name,
        agency=data.agency,
        sex=data.sex,
        birth_on=data.birth_on,
        id_number=data.id_number,
        id_index=index_of(data.id_number),
        credit_code=data.credit_code,
        phone=data.phone,
        address=data.address,
        joined_on=data.joined_on,
    )


def index_of(id_number: str) -> str:
    """By which an exact 身份证号 is found."""
    return crypto.blind_index(id_number, place=ID_NUMBER)


def link_representatives(data: Sequence[PartyData], rows: Sequence[Party]) -> None:
    """Who represents whom. The rows have their keys."""
    for given, party in zip(data, rows, strict=True):
        if given.represents is not None:
            party.represents_id = rows[given.represents - 1].pk


def shown(names: Sequence[str], count: int) -> str:
    """张某, 张某、李某, 张某等3人."""
    if count > 2 or count > len(names):
        return f"{names[0][: SHOWN - 20]}等{count}人"
    return "、".join(names)[:SHOWN]


def describe(case: Case, parties: Iterable[Any], *, count: int | None = None) -> None:
    """The columns of a case that tell of its applicants. `parties` have name, role and type."""
    applicants = [party for party in parties if party.role == Role.APPLICANT]
    case.applicants_count = max(count or 0, len(applicants))
    case.applicants = shown([party.name for party in applicants], case.applicants_count)
    case.applicant_type = PartyType(applicants[0].type).value if applicants[0].type else ""


def search_text(case: Case, parties: Iterable[Any], acts: Iterable[Any], respondents: Iterable[Agency]) -> str:
    """All by which a case is found, one per line."""
    found = [case.number, case.external_ref, *(party.name for party in parties)]
    found += [agency.short_name for agency in respondents]
    found += [text for act in acts for text in (act.document_number, act.title)]
    return "\n".join(dict.fromkeys(text for text in found if text)).casefold()


def refresh_text(case: Case) -> dict[str, Any]:
    """The columns that tell of parties and acts, after one of these has changed."""
    parties = list(Party.objects.filter(case=case).order_by("position").select_related("agency"))
    describe(case, parties, count=case.applicants_count)
    acts = Act.objects.filter(case=case)
    case.search_text = search_text(case, parties, acts, [party.agency for party in parties if party.agency])
    return {
        "applicants": case.applicants,
        "applicants_count": case.applicants_count,
        "applicant_type": case.applicant_type,
        "search_text": case.search_text,
    }


def attend(history: History, parties: Iterable[Party]) -> list[Party]:
    """When parties joined and left, as the events say; returns the rows that changed."""
    mentioned = {event.party_id for event in history.events if event.kind in (Kind.PARTY_JOINED, Kind.PARTY_LEFT)}
    changed = []
    for party in parties:
        if party.pk not in mentioned:
            continue
        days = [(event.kind, event.occurred_on) for event in history.effective if event.party_id == party.pk]
        joined = next((day for kind, day in days if kind == Kind.PARTY_JOINED), None)
        left = next((day for kind, day in reversed(days) if kind == Kind.PARTY_LEFT), None)
        if (party.joined_on, party.left_on) != (joined, left):
            party.joined_on, party.left_on = joined, left
            changed.append(party)
    return changed
