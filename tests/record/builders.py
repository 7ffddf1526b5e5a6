"""Small hands for the tests of the record: facts in one word, an application in one call."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases import record
from cases.application import ActData, Application, PartyData
from cases.models import Agency, Case, Organ, User
from cases.rules.facts import Fact
from cases.rules.terms import Channel, Kind, PartyType, Role

TODAY = date(2026, 11, 23)
NOON = "2026-11-23T12:00:00+08:00"


def day(text: str) -> date:
    """`11-02` is the second of November of the year of the tests."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def fact(kind: str, on: str, **details: Any) -> Fact:
    return Fact(Kind(kind), day(on), details)


def police(organ: Organ) -> Agency:
    found, _ = Agency.objects.get_or_create(
        code="police", defaults={"name": "望都县公安局", "type": "county_department", "organ": organ}
    )
    return found


def person(name: str = "张某（示例）", **details: Any) -> PartyData:
    return PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name=name, **details)


def application(organ: Organ, **changes: Any) -> Application:
    given: dict[str, Any] = {
        "parties": [person()],
        "respondents": [police(organ)],
        "act": ActData(made_on=day("09-25"), known_on=day("09-28"), document_number="望公罚决字〔2026〕7号"),
        "channel": Channel.IN_PERSON,
    }
    return Application(**{**given, **changes})


def opened(organ: Organ, *facts: Fact, by: User | None = None, **changes: Any) -> Case:
    return record.open_case(organ, application(organ, **changes), facts or [fact("received", "11-02")], by=by)


def add(case: Case, *facts: Fact, by: User | None = None) -> Case:
    return record.record(case, facts, by=by, version=case.version)


def event(case: Case, kind: str) -> Any:
    return case.events.filter(kind=kind).order_by("-seq").first()
