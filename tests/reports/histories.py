"""Cases made the true way: through the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases import record
from cases.application import Application, PartyData
from cases.models import Case, Event, Organ
from cases.rules.facts import Fact
from cases.rules.terms import Kind, PartyType, Role


def fact(kind: str, on: str | date, **details: Any) -> Fact:
    return Fact(Kind(kind), date.fromisoformat(on) if isinstance(on, str) else on, details)


def opened(organ: Organ, *facts: Fact, number: str | None = None) -> Case:
    applicant = PartyData(role=Role.APPLICANT, name="张某某（示例）", type=PartyType.PERSON)
    return record.open_case(organ, Application(parties=[applicant]), facts, by=None, number=number)


def add(case: Case, *facts: Fact) -> Case:
    case.refresh_from_db()
    return record.record(case, facts, by=None, version=case.version)


def correct(case: Case, kind: str, fact: Fact, reason: str = "登记日期录入错误") -> Case:
    case.refresh_from_db()
    event = Event.objects.filter(case=case, kind=kind).latest("seq")
    return record.correct(event, fact, reason=reason, by=None, version=case.version)
