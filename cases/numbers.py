"""Case numbers: one counter row per organ, year and series. Never `max + 1`; a number once given is not given again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import QuerySet

from cases.models import NumberSeries, Organ

SERIES = "case"


def next_number(organ: Organ, year: int) -> str:
    return next_numbers(organ, year, count=1)[0]


def next_numbers(organ: Organ, year: int, *, count: int) -> list[str]:
    """The counter row stays locked until the caller's transaction ends: a rollback leaves no gap."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("numbers are given inside a transaction only")
    last = _advance(organ, year, count)
    if last is None:
        _create(organ, year)
        last = _advance(organ, year, count) or count
    return [organ.number_pattern.format(year=year, serial=serial) for serial in range(last - count + 1, last + 1)]


ADVANCE = f"""
    UPDATE {NumberSeries._meta.db_table} SET last = last + %s
    WHERE organ_id = %s AND year = %s AND series = %s RETURNING last
"""


def _advance(organ: Organ, year: int, count: int) -> int | None:
    """The last number given now; None where the year has no row yet."""
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [count, organ.pk, year, SERIES])
        found = cursor.fetchone()
    return int(found[0]) if found else None


def keep_clear_of(organ: Organ, numbers: Iterable[str]) -> None:
    """Numbers that were given elsewhere (a register) will not be given again."""
    pattern = _reader(organ.number_pattern)
    highest: dict[int, int] = {}
    for number in numbers:
        if match := pattern.fullmatch(number):
            year, serial = int(match["year"]), int(match["serial"])
            highest[year] = max(serial, highest.get(year, 0))
    for year, serial in sorted(highest.items()):
        _create(organ, year)
        _row(organ, year).filter(last__lt=serial).update(last=serial)


def _row(organ: Organ, year: int) -> QuerySet[NumberSeries]:
    return NumberSeries.objects.filter(organ=organ, year=year, series=SERIES)


def _create(organ: Organ, year: int) -> None:
    NumberSeries.objects.bulk_create([NumberSeries(organ=organ, year=year, series=SERIES)], ignore_conflicts=True)


def _reader(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(year|serial)[^}]*\}", pattern)
    text = "".join(_group(part) if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile(text)


def _group(name: str) -> str:
    return r"(?P<year>\d{4})" if name == "year" else r"(?P<serial>\d{1,9})"
