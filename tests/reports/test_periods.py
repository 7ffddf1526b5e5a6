from __future__ import annotations

from datetime import date

import pytest

from cases.reports.periods import Period, read_day
from cases.rules.errors import Malformed


def period(start: str, end: str) -> Period:
    return Period.read(start, end)


@pytest.mark.parametrize(
    ("found", "words", "opening"),
    [
        (Period.year(2023), "2023年", "全年"),
        (Period.half(2023, 1), "2023年上半年", "2023年上半年"),
        (Period.quarter(2023, 4), "2023年第四季度", "2023年第四季度"),
        (Period.month(2024, 2), "2024年2月", "2024年2月"),
        (Period.statistical_half(2023, 1), "2022年12月11日至2023年6月10日", "2022年12月11日至2023年6月10日"),
        (period("2023-01-01", "2023-12-30"), "2023年1月1日至12月30日", "2023年1月1日至12月30日"),
        (period("2022-01-01", "2023-12-31"), "2022年1月1日至2023年12月31日", "2022年1月1日至2023年12月31日"),
    ],
)
def test_period_says_its_name(found: Period, words: str, opening: str) -> None:
    assert (found.words, found.opening) == (words, opening)


@pytest.mark.parametrize(
    ("found", "before"),
    [
        (Period.year(2024), Period.year(2023)),
        (Period.month(2024, 2), Period.month(2023, 2)),
        (Period.month(2025, 2), Period.month(2024, 2)),
        (period("2024-02-29", "2024-03-01"), period("2023-02-28", "2023-03-01")),
        (Period.statistical_half(2023, 1), Period.statistical_half(2022, 1)),
    ],
)
def test_period_of_the_year_before(found: Period, before: Period) -> None:
    assert found.last_year == before


def test_statistical_halves_follow_one_another() -> None:
    halves = [Period.statistical_half(year, number) for year in (2023, 2024) for number in (1, 2)]
    assert all(left.next_day == right.start for left, right in zip(halves, halves[1:], strict=False))


def test_months_of_a_period_cut_at_both_ends() -> None:
    parts = period("2023-12-11", "2024-02-10").split()
    assert parts == [
        period("2023-12-11", "2023-12-31"),
        period("2024-01-01", "2024-01-31"),
        period("2024-02-01", "2024-02-10"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("2023-12-31", "2023-01-01", "早于开始日期"),
        ("2023-1-1", "2023-12-31", "开始日期须写成"),
        ("2023-01-01", "2023-02-30", "结束日期不是有效的日期"),
        ("2023-W01-1", "2023-12-31", "开始日期须写成"),
        ("２０２３-01-01", "2023-12-31", "开始日期须写成"),
        ("0001-01-01", "9999-12-31", "统计期间须在1950年至2199年之间"),
        ("", "", "开始日期须写成"),
    ],
)
def test_bad_period_is_refused_with_a_sentence(start: str, end: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        period(start, end)


def test_day_is_read() -> None:
    assert read_day("2023-01-31", "日期") == date(2023, 1, 31)
