"""Whatever happened: parts add up to the whole, and one period hands over to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import record
from cases.event_rows import to_fact
from cases.models import Case, Event, Organ
from cases.reports.annual import annual
from cases.reports.indicators import FLOWS
from cases.reports.lists import cases_of
from cases.reports.outputs.data import as_data
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.errors import RuleError
from cases.rules.terms import Disposition, Outcome

from .conftest import MakeCase
from .histories import add, correct, fact, opened

FIRST = date(2022, 12, 20)
days = st.integers(0, 60)
dispositions = st.sampled_from([item.value for item in Disposition])
outcomes = st.sampled_from([item.value for item in Outcome])


@st.composite
def columns(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A case on any way to any end, in a few weeks around New Year."""
    accepted = FIRST + timedelta(draw(days))
    filed = accepted + timedelta(draw(st.integers(0, 8)))
    ended = filed + timedelta(draw(days))
    way = draw(st.sampled_from(["accepted", "filed", "concluded", "not_filed", "voided"]))
    found: dict[str, Any] = {
        "accepted": {},
        "filed": {"filed_on": filed},
        "concluded": {"filed_on": filed, "concluded_on": ended, "outcome": draw(outcomes)},
        "not_filed": {"closed_on": ended, "disposition": draw(dispositions)},
        "voided": {"voided_on": ended},
    }[way]
    return accepted.isoformat(), found


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Period, Period, Period]:
    """A period, cut anywhere into two."""
    start, length, cut = FIRST + timedelta(draw(days)), draw(st.integers(1, 60)), draw(st.integers(0, 59))
    end, middle = start + timedelta(length), start + timedelta(min(cut, length - 1))
    return Period(start, end), Period(start, middle), Period(middle + timedelta(1), end)


class _UndoneError(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """Each example leaves nothing behind."""
    try:
        with transaction.atomic():
            yield
            raise _UndoneError
    except _UndoneError:
        pass


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(columns(), max_size=8), cut=cuts())
def test_parts_add_up_and_what_is_carried_out_is_carried_in(
    make: MakeCase, scope: Scope, cases: list[tuple[str, dict[str, Any]]], cut: tuple[Period, Period, Period]
) -> None:
    with undone():
        for accepted_on, given_columns in cases:
            make(accepted_on, **given_columns)
        whole, left, right = (annual(period, scope=scope) for period in cut)
        for name in FLOWS:
            assert whole.counts[name] == left.counts[name] + right.counts[name]
        assert left.counts["pending"] == right.counts["carried_in"]
        assert whole.counts["carried_in"] == left.counts["carried_in"]
        assert whole.counts["pending"] == right.counts["pending"]
        for report in (whole, left, right):
            assert report.balanced
            for breakdown in report.breakdowns.values():
                if not breakdown.overlapping:
                    assert breakdown.totals == {name: report.numbers[name] for name in breakdown.indicators}
        for name, n in whole.numbers.items():
            assert cases_of(name, cut[0], scope=scope).count() == n


# ---------- through the record: what was known stays known ----------

MONDAY = date(2024, 1, 8)
STEPS = (
    "open",
    "open",
    "filed",
    "refused",
    "suspended",
    "resumed",
    "concluded",
    "moved",
    "retracted",
    "voided",
    "wait",
)
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(1, 20)), min_size=3, max_size=14)


def attempt(step: str, place: int, organ: Organ, today: date) -> None:
    """One thing somebody records, if the rules allow it."""
    cases = list(Case.objects.order_by("pk"))
    if step == "open":
        opened(organ, fact("received", today - timedelta(place)))
        return
    if step == "wait" or not cases:
        return
    case = cases[place % len(cases)]
    try:
        if step == "moved":
            last = Event.objects.filter(case=case, retracts=None).latest("seq")
            correct(case, last.kind, replace(to_fact(last), on=last.occurred_on - timedelta(1)))
        elif step == "retracted":
            last = Event.objects.filter(case=case, retracts=None).latest("seq")
            record.retract(last, reason="误登", by=None, version=case.version)
        else:
            add(case, fact(DONE[step][0], today, **DONE[step][1]))
    except RuleError:
        pass


DONE: dict[str, tuple[str, dict[str, Any]]] = {
    "filed": ("filed", {}),
    "refused": ("not_filed", {"disposition": Disposition.REFUSED}),
    "suspended": ("suspended", {"ground": "8"}),
    "resumed": ("resumed", {}),
    "concluded": ("concluded", {"outcome": Outcome.REVOKED}),
    "voided": ("voided", {}),
}


def told(scope: Scope, period: Period, known_at: datetime | None = None) -> dict[str, Any]:
    data = as_data(annual(period, scope=scope, known_at=known_at))
    return {name: value for name, value in data.items() if name != "known_at"}


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_report_as_known_never_changes_afterwards(
    organ: Organ, scope: Scope, keys: None, steps: list[tuple[str, int, int]]
) -> None:
    period = Period(date(2023, 12, 25), date(2024, 3, 31))
    with undone(), time_machine.travel(datetime(2024, 1, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False) as clock:
        said: list[tuple[datetime, dict[str, Any]]] = []
        for step, place, days_later in steps:
            attempt(step, place, organ, timezone.localdate())
            clock.shift(1)
            said.append((timezone.now(), told(scope, period)))
            clock.shift(timedelta(days_later))
        for moment, before in said:
            assert told(scope, period, moment) == before
            left = annual(Period(period.start, MONDAY), scope=scope, known_at=moment)
            right = annual(Period(MONDAY + timedelta(1), period.end), scope=scope, known_at=moment)
            assert left.balanced
            assert right.balanced
            assert left.counts["pending"] == right.counts["carried_in"]
