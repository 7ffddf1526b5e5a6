"""Ratios of the rules: folding against one `Case.objects.get`, day arithmetic against walking with chinesecalendar.

Run: python benchmarks/rules_speed.py (after `manage.py quickstart --no-serve`; it reads one case and writes nothing).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from timeit import repeat

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangdu.settings")

import chinese_calendar
import django

django.setup()

from cases import calendars
from cases.models import Case
from cases.rules.facts import read_fact
from cases.rules.timeline import fold

HISTORY = [
    {"kind": "received", "on": "2024-03-01"},
    {"kind": "filed", "on": "2024-03-05"},
    {"kind": "copy_sent", "on": "2024-03-06"},
    {"kind": "copy_delivered", "on": "2024-03-07"},
    {"kind": "answered", "on": "2024-03-15"},
    {"kind": "opinion_heard", "on": "2024-03-18"},
    {"kind": "suspended", "on": "2024-03-20", "ground": "8"},
    {"kind": "resumed", "on": "2024-03-29"},
    {"kind": "concluded", "on": "2024-04-10", "outcome": "revoked"},
    {"kind": "served", "on": "2024-04-12"},
]


def microseconds(work: Callable[[], object], *, number: int) -> float:
    """The best of seven runs, per call."""
    return min(repeat(work, number=number, repeat=7)) / number * 1e6


def walk(start: date, count: int) -> date:
    """Counting day by day, as programs usually do."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= chinese_calendar.is_workday(day)
    return day


def main() -> None:
    calendar = calendars.current()
    facts = [read_fact(data) for data in HISTORY]
    pk = Case.objects.values_list("pk", flat=True)[0]
    on, start = date(2024, 4, 20), date(2024, 9, 27)
    folding = microseconds(lambda: fold(facts, on=on, calendar=calendar), number=1000)
    getting = microseconds(lambda: Case.objects.get(pk=pk), number=500)
    print(
        f"fold 10 events {folding:.0f} us, Case.objects.get {getting:.0f} us, ratio {folding / getting:.2f} (goal <= 1)"
    )
    for count in (5, 10, 60):
        assert calendar.add_workdays(start, count) == walk(start, count)
        ours = microseconds(lambda n=count: calendar.add_workdays(start, n), number=5000)
        theirs = microseconds(lambda n=count: walk(start, n), number=200)
        print(
            f"{count} working days: {ours:.2f} us, day by day {theirs:.1f} us, {theirs / ours:.0f} times (goal >= 50)"
        )


if __name__ == "__main__":
    main()
