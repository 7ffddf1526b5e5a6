from __future__ import annotations

from typing import Any

from cases.reports.annual import annual
from cases.reports.indicators import AGES
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.trends import compared, points, quarters, years

from .conftest import MakeCase

YEAR = Period.year(2023)


def test_five_years_in_one_query(make: MakeCase, scope: Scope, django_assert_max_num_queries: Any) -> None:
    for year in (2019, 2023):
        make(f"{year}-03-01", filed_on=f"{year}-03-03", concluded_on=f"{year}-04-10", outcome="revoked")
    with django_assert_max_num_queries(2):
        found = points(years(2023), scope=scope)
    assert [str(point.direct) for point in found] == ["1/1 = 100.0%", "0/0 —", "0/0 —", "0/0 —", "1/1 = 100.0%"]


def test_quarters_hand_over_to_one_another(make: MakeCase, scope: Scope) -> None:
    make("2023-03-30", filed_on="2023-04-03", concluded_on="2023-07-01", outcome="upheld")
    found = [point.numbers for point in points(quarters(2023), scope=scope)]
    assert [numbers["carried_in"] for numbers in found] == [0, 1, 1, 0]
    assert [numbers["pending"] for numbers in found] == [1, 1, 0, 0]


def test_same_period_of_the_year_before(make: MakeCase, scope: Scope) -> None:
    make("2022-06-01")
    make("2023-06-01")
    make("2023-06-02")
    rows, _now, before = compared(Period.month(2023, 6), scope=scope)
    accepted = next(row for row in rows if row.name == "accepted")
    assert (accepted.now, accepted.before, accepted.change) == (2, 1, 1)
    assert str(before) == "0/0 —"


def test_pending_cases_by_age_add_up(make: MakeCase, scope: Scope) -> None:
    for day in ("2023-12-31", "2023-12-01", "2023-11-30", "2023-11-01", "2023-10-31", "2023-10-02", "2023-10-01"):
        make(day)
    make("2020-01-01")
    numbers = annual(YEAR, scope=scope).numbers
    by_age = [numbers[f"pending_{least}"] for least, _most in AGES]
    assert by_age == [2, 2, 2, 2]
    assert sum(by_age) == numbers["pending"]
