"""What other systems count wrongly, each as a test (the six defects found in the Beijing system's code)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cases.reports.annual import annual
from cases.reports.lists import cases_of
from cases.reports.outputs.data import as_data
from cases.reports.outputs.plain import as_text
from cases.reports.periods import Period
from cases.reports.published import RATES_BY_NAME
from cases.reports.ratios import RATES, SHARES
from cases.reports.scope import Scope
from cases.rules.calendar import WorkCalendar
from cases.rules.facts import Fact
from cases.rules.terms import Kind
from cases.rules.timeline import fold

from .conftest import MakeCase

YEAR = Period.year(2023)
CALENDAR = WorkCalendar(rest=frozenset(), work=frozenset(), known=frozenset({2023}))


def test_a_settlement_is_counted_once(make: MakeCase, scope: Scope) -> None:
    """和解 is a kind of 终止: it enters the comprehensive rate once, and beside it 调解 once."""
    ended = {"filed_on": "2023-03-03", "concluded_on": "2023-04-10"}
    make("2023-03-01", **ended, outcome="terminated", withdrawal="settled", ground="4")
    make("2023-03-01", **ended, outcome="terminated", withdrawal="voluntary", ground="1")
    make("2023-03-01", **ended, outcome="mediated")
    make("2023-03-01", **ended, outcome="revoked")
    rates = {ratio.rate.name: (ratio.n, ratio.d) for ratio in annual(YEAR, scope=scope).rates}
    assert rates["comprehensive"] == (3, 4)
    assert cases_of("resolved", YEAR, scope=scope).values("case").distinct().count() == 3


def test_b_rate_of_one_name_has_one_base_everywhere(make: MakeCase, scope: Scope) -> None:
    make("2023-03-01", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="revoked")
    make("2023-12-01", filed_on="2023-12-03")
    report = annual(YEAR, scope=scope)
    data = {rate["name"]: (rate["n"], rate["d"], rate["base"]) for rate in as_data(report)["rates"]}
    text = as_text(report)
    for ratio in report.rates:
        assert data[ratio.rate.name] == (ratio.n, ratio.d, str(ratio.rate.base_label))
        line = next(line for line in text.splitlines() if line.lstrip().startswith(f"{ratio.rate.label} "))
        assert re.search(rf"\b{ratio.n}/{ratio.d}\b.*{ratio.rate.base_label}", line)
    names = [rate.name for rate in (*RATES, *SHARES)]
    assert len(names) == len(set(names))
    assert RATES_BY_NAME["correction_rate"] is RATES[0]


@pytest.mark.parametrize("boundary", ["2023-01-01", "2023-07-01", "2023-12-31", "2024-01-01"])
def test_c_case_of_a_boundary_day_is_counted_once(make: MakeCase, scope: Scope, boundary: str) -> None:
    """本期新收 >= start together with 上期结转 <= start would count 1 January twice."""
    make(boundary)
    day = date.fromisoformat(boundary)
    counts = annual(Period(day, day), scope=scope).counts
    assert (counts["carried_in"], counts["accepted"], counts["pending"]) == (0, 1, 1)
    halves = [Period.half(2023, 1), Period.half(2023, 2), Period.half(2024, 1)]
    assert sum(annual(half, scope=scope).counts["accepted"] for half in halves) == 1
    assert annual(YEAR, scope=scope).balanced


def test_c_case_concluded_on_a_boundary_day_is_counted_once(make: MakeCase, scope: Scope) -> None:
    make("2023-06-01", filed_on="2023-06-03", concluded_on="2023-06-30", outcome="upheld")
    first, second = (annual(Period.half(2023, number), scope=scope).counts for number in (1, 2))
    assert (first["concluded"], first["pending"]) == (1, 0)
    assert (second["concluded"], second["carried_in"]) == (0, 0)


def test_d_average_days_are_over_concluded_cases(make: MakeCase, scope: Scope) -> None:
    make("2023-01-02", filed_on="2023-01-03", concluded_on="2023-02-01", outcome="upheld")
    for _ in range(9):
        make("2023-11-01", filed_on="2023-11-03")
    found = annual(YEAR, scope=scope).durations
    assert (found.cases, found.average) == (1, "30.0")


def test_e_on_time_share_has_one_base(make: MakeCase, scope: Scope) -> None:
    """In the help text 结案总数, in the table 受理总数: here 办结, and the base is printed beside it."""
    due = {"decision_original_due_on": "2023-05-02", "decision_due_on": "2023-06-01"}
    make("2023-03-03", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="upheld", **due)
    make("2023-03-03", filed_on="2023-03-03", concluded_on="2023-05-03", outcome="upheld", **due, extended_days=30)
    make("2023-03-03", filed_on="2023-03-03", concluded_on="2023-06-02", outcome="upheld", **due, extended_days=30)
    make("2023-12-01", filed_on="2023-12-03")
    shares = {ratio.rate.name: ratio for ratio in annual(YEAR, scope=scope).shares}
    assert str(shares["on_time"]) == "2/3 = 66.7%"
    assert str(shares["on_original_time"]) == "1/3 = 33.3%"
    assert shares["on_time"].rate.base_label == shares["on_original_time"].rate.base_label == "办结"


def test_f_resumed_case_is_not_overdue(make: MakeCase, scope: Scope) -> None:
    """Sixty days from receipt would end on 2 May; the hundred days of 中止 stay out after 恢复."""
    facts = [
        Fact(Kind.RECEIVED, date(2023, 3, 3)),
        Fact(Kind.FILED, date(2023, 3, 6)),
        Fact(Kind.SUSPENDED, date(2023, 3, 10), {"ground": "8"}),
        Fact(Kind.RESUMED, date(2023, 6, 18)),
    ]
    state = fold(facts, on=date(2023, 7, 31), calendar=CALENDAR)
    make("2023-03-03", filed_on="2023-03-06", decision_due_on=state.decision_due_on, stopped_days=state.stopped_days)
    make("2023-03-03", filed_on="2023-03-06", decision_due_on="2023-05-02")
    report = annual(Period(date(2023, 1, 1), date(2023, 7, 31)), scope=scope)
    assert state.stopped_days == 100
    assert report.numbers["overdue"] == 1
