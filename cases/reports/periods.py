"""Periods of a report, their names, and the same period of the year before."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from cases.rules.errors import Malformed

YEARS = range(1950, 2200)
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
HALVES = ("上半年", "下半年")
DAY = timedelta(days=1)


def read_day(text: str, name: str) -> date:
    """A day written as 2023-01-31. Raises Malformed with a sentence that names the input."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Malformed("bad_date", f"{name}须写成 2023-01-31 的样子，现在是“{text[:40]}”")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed("bad_date", f"{name}不是有效的日期：{text}") from None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first to the last day, both counted."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Malformed("bad_period", f"结束日期{self.end}早于开始日期{self.start}，请更正")
        if self.start.year not in YEARS or self.end.year not in YEARS:
            raise Malformed("bad_period", f"统计期间须在{YEARS[0]}年至{YEARS[-1]}年之间")

    @classmethod
    def read(cls, start: str, end: str) -> Self:
        return cls(read_day(start, "开始日期"), read_day(end, "结束日期"))

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def months(cls, year: int, first: int, count: int) -> Self:
        """So many whole months of one year."""
        return cls(date(year, first, 1), month_end(date(year, first + count - 1, 1)))

    @classmethod
    def half(cls, year: int, number: int) -> Self:
        return cls.months(year, 6 * number - 5, 6)

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        return cls.months(year, 3 * number - 2, 3)

    @classmethod
    def month(cls, year: int, number: int) -> Self:
        return cls.months(year, number, 1)

    @classmethod
    def statistical_half(cls, year: int, number: int) -> Self:
        """The half-years of some statistics: 11 December to 10 June, and 11 June to 10 December."""
        if number == 1:
            return cls(date(year - 1, 12, 11), date(year, 6, 10))
        return cls(date(year, 6, 11), date(year, 12, 10))

    @property
    def is_year(self) -> bool:
        return self == Period.year(self.start.year)

    @property
    def is_whole_months(self) -> bool:
        return self.start.day == 1 and self.end == month_end(self.end)

    @property
    def words(self) -> str:
        """2023年, 2023年上半年, 2023年第一季度, 2023年5月, or the two days."""
        return self._known_name() or f"{day_words(self.start)}至{self._end_words()}"

    @property
    def opening(self) -> str:
        """How a sentence about the period begins; 全年 only for a whole calendar year."""
        return "全年" if self.is_year else self.words

    @property
    def last_year(self) -> Period:
        """The same period of the year before; a whole February stays whole."""
        end = _year_before(self.end)
        return Period(_year_before(self.start), month_end(end) if self.is_whole_months else end)

    @property
    def next_day(self) -> date:
        return self.end + DAY

    def split(self) -> list[Period]:
        """The calendar months in it, the first and the last perhaps cut."""
        parts, start = [], self.start
        while start <= self.end:
            part = Period(start, min(month_end(start), self.end))
            parts.append(part)
            start = part.next_day
        return parts

    def _known_name(self) -> str:
        year = self.start.year
        if self.is_year:
            return f"{year}年"
        for names, period in ((HALVES, Period.half), (QUARTERS, Period.quarter)):
            for number, name in enumerate(names, start=1):
                if self == period(year, number):
                    return f"{year}年{name}"
        return f"{year}年{self.start.month}月" if self == Period.month(year, self.start.month) else ""

    def _end_words(self) -> str:
        same_year = self.start.year == self.end.year
        return f"{self.end.month}月{self.end.day}日" if same_year else day_words(self.end)


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
