"""The dated cases that were computed by hand: each by the calendar alone, and each as a whole history."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from golden import DEADLINE_CASES, TODAY

from cases.rules.assess import assess
from cases.rules.calendar import WorkCalendar, add_years

CASES: list[dict[str, Any]] = json.loads(DEADLINE_CASES.read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}


def day(text: str) -> date:
    return date.fromisoformat(text)


def calendar_days(calendar: WorkCalendar, start: str, days: int) -> date:
    return calendar.roll(day(start) + timedelta(days))


def with_stops(calendar: WorkCalendar, start: str, days: int, stops: list[list[str]]) -> date:
    return calendar_days(calendar, start, days + sum((day(end) - day(begin)).days for begin, end in stops))


def years(calendar: WorkCalendar, start: str, count: int) -> date:
    return add_years(day(start), count)


def earliest(calendar: WorkCalendar, *rules: list[Any]) -> date:
    return min(COUNTERS[kind](calendar, *rest) for kind, *rest in rules)


def clear_workdays_before(calendar: WorkCalendar, event: str, count: int, _: str) -> date:
    """The last day after which `count` whole working days are left before the event."""
    candidate = day(event) - timedelta(1)
    while not calendar.is_workday(candidate) or calendar.add_workdays(candidate, count + 1) > day(event):
        candidate -= timedelta(1)
    return candidate


COUNTERS: dict[str, Callable[..., date]] = {
    "wd": lambda calendar, start, days: calendar.add_workdays(day(start), days),
    "cd": calendar_days,
    "prov": calendar_days,
    "thr": lambda calendar, start, days: day(start) + timedelta(days),
    "cdx": with_stops,
    "yr": years,
    "min": earliest,
    "wdback": clear_workdays_before,
}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["kind"] != "mail"], ids=lambda case: f"case {case['id']}"
)
def test_calendar_counts_as_by_hand(case: dict[str, Any], calendar: WorkCalendar) -> None:
    assert COUNTERS[case["kind"]](calendar, *case["params"]).isoformat() == case["expected"], case["reasoning"]


def events(text: str) -> list[dict[str, Any]]:
    """`kind day name=value …; kind day …` as events."""
    return [_event(*part.split()) for part in text.split(";")]


def _event(kind: str, on: str, *details: str) -> dict[str, Any]:
    pairs = (detail.split("=") for detail in details)
    return {"kind": kind, "on": on, **{name: _value(value) for name, value in pairs}}


def _value(text: str) -> Any:
    return {"true": True}.get(text, int(text) if text.isdigit() and len(text) > 1 else text)


REVIEW_2024 = "received 2024-12-30; filed 2025-01-03; normative_review_requested 2025-01-06"
REMEDY_STATED = {"kind": "decision", "remedy_stated": True}
REMEDY_NOT_STATED = {"kind": "decision", "remedy_stated": False}

# id: (the day on which we look, the history, the deadline's kind, the contested act)
HISTORIES: dict[int, tuple[str, str, str, dict[str, Any] | None]] = {
    1: ("2023-01-20", "received 2023-01-18", "screening", None),
    3: ("2023-09-25", "received 2023-09-18; filed 2023-09-19; copy_delivered 2023-09-20", "answer", None),
    5: ("2023-03-20", "received 2023-03-06; filed 2023-03-08", "decision", None),
    7: ("2023-05-05", "received 2023-03-02; filed 2023-03-06; extended 2023-05-04 days=30", "decision", None),
    9: ("2023-12-01", "received 2023-11-01; filed 2023-11-02", "decision", None),
    11: ("2023-03-01", "", "application", REMEDY_STATED | {"known_on": "2023-02-15"}),
    13: ("2023-08-01", "", "application", REMEDY_STATED | {"known_on": "2023-07-31"}),
    15: (
        "2023-06-20",
        "received 2023-06-12; filed 2023-06-14; normative_review_requested 2023-06-19",
        "normative_transfer",
        None,
    ),
    17: (
        "2023-04-21",
        "received 2023-04-10; filed 2023-04-12; normative_review_requested 2023-04-20",
        "normative_handling",
        None,
    ),
    19: ("2023-05-05", "received 2023-03-02; filed 2023-03-06", "court_action", None),
    21: (
        "2023-02-02",
        "received 2023-01-10; filed 2023-01-12; suspended 2023-02-01 ground=1",
        "suspension_limit",
        None,
    ),
    23: ("2024-02-21", "received 2024-02-07", "decision", None),
    25: (
        "2024-09-29",
        "received 2024-09-18; filed 2024-09-20; copy_sent 2024-09-25 delivered_on=2024-09-27",
        "answer",
        None,
    ),
    27: (
        "2024-06-14",
        "received 2024-06-05; filed 2024-06-07 procedure=summary; copy_delivered 2024-06-13",
        "answer",
        None,
    ),
    29: (
        "2024-06-26",
        "received 2024-06-05; filed 2024-06-07 procedure=summary; procedure_switched 2024-06-25 procedure=ordinary",
        "decision",
        None,
    ),
    31: (
        "2024-10-17",
        "received 2024-10-11; supplement_requested 2024-10-14 delivered_on=2024-10-16",
        "supplement",
        None,
    ),
    33: ("2024-09-23", "received 2024-09-20 agency_received_on=2024-09-13", "forwarding", None),
    35: ("2024-06-03", "", "application", REMEDY_NOT_STATED | {"known_on": "2024-02-29"}),
    37: (
        "2025-02-05",
        "",
        "application",
        REMEDY_NOT_STATED | {"known_on": "2024-03-13", "remedy_known_on": "2025-01-31"},
    ),
    39: (
        "2024-09-10",
        "",
        "application",
        REMEDY_STATED | {"made_on": "2004-10-08", "known_on": "2024-09-02", "real_estate": True},
    ),
    41: ("2024-09-30", "received 2024-08-01; filed 2024-08-05; extended 2024-09-27 days=30", "decision", None),
    43: (
        "2025-02-11",
        "received 2024-11-07; filed 2024-11-11; suspended 2024-12-02 ground=8; resumed 2025-02-10",
        "decision",
        None,
    ),
    45: ("2025-01-26", f"{REVIEW_2024}; suspended 2025-01-24 ground=9", "normative_notice", None),
    47: (
        "2025-03-04",
        "received 2025-02-17; filed 2025-02-20; normative_review_requested 2025-02-24; suspended 2025-02-28 ground=9;"
        "normative_transferred 2025-02-28 delivered_on=2025-03-03",
        "normative_answer",
        None,
    ),
    49: (
        "2025-09-25",
        "received 2025-09-15; filed 2025-09-17; normative_review_requested 2025-09-24",
        "normative_transfer",
        None,
    ),
    51: (
        "2025-09-30",
        "received 2025-09-01; filed 2025-09-03; hearing_notified 2025-09-29 hearing_on=2025-10-16",
        "hearing_notice",
        None,
    ),
    53: (
        "2025-07-01",
        "received 2025-05-06; filed 2025-05-08; concluded 2025-06-27 outcome=revoked remake=true; served 2025-06-30",
        "remake",
        None,
    ),
    55: (
        "2025-03-11",
        "received 2025-03-03; filed 2025-03-05; suspended 2025-03-10 ground=4",
        "suspension_limit",
        None,
    ),
    57: ("2024-01-03", "received 2023-12-29; filed 2024-01-02", "copy", None),
    59: ("2024-01-03", "received 2024-01-02", "screening", None),
    61: ("2024-01-15", "received 2024-01-15", "application", REMEDY_STATED | {"known_on": "2023-11-15"}),
    63: ("2026-02-24", "received 2026-02-03; filed 2026-02-05; copy_delivered 2026-02-13", "answer", None),
    65: ("2026-09-02", "received 2026-08-28; filed 2026-09-01 procedure=summary", "decision", None),
    67: ("2026-11-23", "received 2026-11-20; filed 2026-11-23", "decision", None),
    69: (
        "2025-07-02",
        "received 2025-05-29; filed 2025-06-03; hearing_notified 2025-06-20 hearing_on=2025-07-01;"
        "hearing_held 2025-07-01",
        "decision",
        None,
    ),
}


@pytest.mark.parametrize("number", HISTORIES, ids=lambda number: f"case {number}")
def test_history_is_due_as_by_hand(number: int, calendar: WorkCalendar) -> None:
    on, text, kind, act = HISTORIES[number]
    data = {"events": events(text) if text else [], "on": on, "act": act}
    answer = assess(data, today=TODAY, calendar=calendar)
    rows = [row for row in answer["deadlines"] if row["kind"] == kind]
    case = BY_ID[number]
    assert [(row["due_on"], row["provisional"]) for row in rows] == [(case["expected"], case["provisional"])]


def test_application_posted_on_the_last_day_is_in_time(calendar: WorkCalendar) -> None:
    case = BY_ID[71]
    known, _, posted, arrived = case["params"]
    data = {
        "events": [{"kind": "received", "on": arrived, "channel": "post", "posted_on": posted}],
        "on": arrived,
        "act": REMEDY_STATED | {"known_on": known},
    }
    answer = assess(data, today=TODAY, calendar=calendar)
    application = next(row for row in answer["deadlines"] if row["kind"] == "application")
    assert (application["status"], application["met_on"]) == ("met", posted)
    assert not answer["findings"]


def test_every_dated_case_is_also_a_history() -> None:
    assert len(CASES) == 36
    assert {case["id"] for case in CASES} == {*HISTORIES, 71}
