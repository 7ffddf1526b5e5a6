"""Running sample cases, dated relative to the day on which they are loaded: the work list always has something to show.

How a relative day is written stands at the head of `fixtures/samples.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cases import record
from cases.application import ActData, Application, PartyData
from cases.loading import FIXTURES, read_json
from cases.models import Agency, Case, Code, Organ, User
from cases.rules.calendar import WorkCalendar
from cases.rules.facts import Fact, read_details
from cases.rules.terms import Channel, Kind, PartyType, Role

MARK = "sample:"
"""Begins the `external_ref` of a sample, by which it is found again."""

Data = Mapping[str, Any]


def load_samples(organ: Organ, *, handler: User, today: date, calendar: WorkCalendar) -> int:
    """Opens the samples that are not there yet, the oldest first; says how many."""
    samples = Case.objects.filter(organ=organ, external_ref__startswith=MARK)
    present = set(samples.values_list("external_ref", flat=True))
    missing = [data for data in read_json(FIXTURES / "samples.json")["samples"] if MARK + data["key"] not in present]
    openings = [_opening(_dated(data, today, calendar), handler) for data in missing]
    openings.sort(key=lambda opening: opening.facts[0].on)
    record.open_cases(organ, openings, by=handler)
    return len(openings)


def _opening(data: Data, handler: User) -> record.Opening:
    applicants = [
        PartyData(role=Role.APPLICANT, name=party["name"], type=PartyType(party["type"]))
        for party in data["applicants"]
    ]
    respondent = Agency.objects.get(code=data["respondent"])
    matter, field = (Code.objects.get(list=name, code=data[name]) for name in ("matter", "field"))
    application = Application(
        parties=applicants,
        respondents=[respondent],
        act=_act(data["act"]),
        matter=matter,
        field=field,
        request=data["request"],
        reasons=data["reasons"],
        channel=Channel(data["channel"]),
        external_ref=MARK + data["key"],
        lead=handler if data["handler"] else None,
        applicants_count=data["applicants_count"],
    )
    places = {Role.APPLICANT.value: 1, Role.RESPONDENT.value: application.place_of(respondent)}
    return record.Opening(application, list(_facts(data["events"], places)))


def _act(data: Data) -> ActData:
    amount = data.get("amount")
    return ActData(**{**data, "amount": None if amount is None else Decimal(amount)})


def _facts(events: list[Data], places: Mapping[str, int]) -> Iterator[Fact]:
    """A role in the file means the party that has it."""
    for event in events:
        kind = Kind(event["kind"])
        details = {name: value for name, value in event.items() if name not in ("kind", "on")}
        if "role" in details:
            details["party"] = places[details["role"]]
        yield Fact(kind, event["on"], read_details(kind, details))


# ---------- days ----------


def _dated(value: Any, today: date, calendar: WorkCalendar) -> Any:
    """The same data with days for relative days."""
    if isinstance(value, list):
        return [_dated(item, today, calendar) for item in value]
    if not isinstance(value, Mapping):
        return value
    rest = {name: _dated(item, today, calendar) for name, item in value.items() if name not in RELATIVE}
    day = next((RELATIVE[name](value[name], today, calendar) for name in RELATIVE if name in value), None)
    if day is None:
        return rest
    return {**rest, "on": day} if rest else day


def _workdays_ago(count: int, today: date, calendar: WorkCalendar) -> date:
    start = calendar.roll(today)
    return calendar.add_workdays(start, -count) if count else start


def _days_ago(count: int, today: date, calendar: WorkCalendar) -> date:
    day = calendar.roll(today - timedelta(days=count))
    return day if day <= today else calendar.add_workdays(today, -1)


RELATIVE = {"workdays_ago": _workdays_ago, "days_ago": _days_ago}
