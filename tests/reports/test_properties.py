"""Whatever happened: parts add up to the whole, and one period hands over to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.reports.annual import annual
from cases.reports.indicators import FLOWS
from cases.reports.lists import cases_of
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.terms import Disposition, Outcome

from .conftest import MakeCase

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
