"""Holiday notices of the State Council: read from JSON, put into the calendar, and what that moves.

    {"year": 2027, "title": "…", "source": "https://…", "published_on": "2026-11-05",
     "days": [{"date": "2027-01-01", "name": "元旦", "kind": "rest"}, {"date": "…", "name": "…", "kind": "work"}]}

A notice for a year that has one already replaces its days (2020 brought such a change in February). What was known
before stays known as of then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clock, locks, upkeep
from cases.models import CalendarDay, CalendarNotice, CalendarRevision, User
from cases.models.columns import FOREVER
from cases.rules.errors import Malformed
from cases.rules.facts import read_date
from cases.upkeep import Move

KEYS = {"year", "title", "source", "published_on", "days"}
DAY_KEYS = {"date", "name", "kind"}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: each day that differs from the plain week, with its kind and name."""

    year: int
    title: str
    source: str
    published_on: date | None
    days: Mapping[date, tuple[str, str]]

    @property
    def span(self) -> tuple[date, date]:
        """The days it speaks of: its year, and the days at the edges that belong to its holidays."""
        return min([date(self.year, 1, 1), *self.days]), max([date(self.year, 12, 31), *self.days])


def parse(text: str) -> Notice:
    """Raises Malformed with a sentence that says what is wrong with the file."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise _bad(_("文件不是有效的 JSON")) from None
    if not isinstance(data, dict) or not {"year", "title", "days"} <= set(data) <= KEYS:
        raise _bad(_("须为对象，含 year、title、days，可含 source、published_on"))
    if isinstance(data["year"], bool) or not isinstance(data["year"], int) or not 2000 <= data["year"] <= 2100:
        raise _bad(_("year 须为2000至2100之间的整数"))
    if not isinstance(data["days"], list) or not data["days"]:
        raise _bad(_("days 须为非空的列表"))
    published = data.get("published_on")
    return Notice(
        data["year"],
        _line(data, "title", 200),
        _line(data, "source", 500),
        _date(published) if published else None,
        dict(_days(data["year"], data["days"])),
    )


def _days(year: int, entries: list[Any]) -> Iterator[tuple[date, tuple[str, str]]]:
    seen: set[date] = set()
    for entry in entries:
        if not isinstance(entry, dict) or not {"date", "kind"} <= set(entry) <= DAY_KEYS:
            raise _bad(_("days 的每一项须有 date 和 kind，可有 name"))
        day = _date(entry["date"])
        if entry["kind"] not in ("rest", "work"):
            raise _bad(_("%(day)s 的 kind 须为 rest 或 work") % {"day": day})
        if day in seen or abs(day.year - year) > 1:
            raise _bad(_("%(day)s 重复，或者不属于%(year)s年的安排") % {"day": day, "year": year})
        seen.add(day)
        yield day, (entry["kind"], _line(entry, "name", 50))


def _line(data: Mapping[str, Any], name: str, longest: int) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > longest or (name == "title" and not value.strip()):
        raise _bad(_("%(name)s 须为不超过%(n)s字的文字") % {"name": name, "n": longest})
    return value


def _date(value: Any) -> date:
    try:
        return read_date(value)
    except ValueError:
        raise _bad(_("“%(value)s”不是 YYYY-MM-DD 格式的日期") % {"value": str(value)[:20]}) from None


def _bad(message: str) -> Malformed:
    return Malformed("bad_notice", message)


# ---------- into the calendar ----------


def load(notice: Notice, *, by: User | None = None) -> Iterator[list[Move]]:
    """Puts the notice into the calendar and recomputes what it touches. Yields after each batch what has moved.

    Run again after an interruption, it goes on where it stopped.
    """
    today = clock.today()
    for _outcome in upkeep.refresh(today=today):  # what happened before was under the old calendar
        yield []
    first, last = store(notice, by=by)
    for _outcome, moves in upkeep.recompute(upkeep.touched(first, last), today=today):
        yield moves


@transaction.atomic
def store(notice: Notice, *, by: User | None = None) -> tuple[date, date]:
    """The notice and its days. Returns the first and the last day that may have changed."""
    locks.standstill()
    now = clock.now()
    old = {row.day: row for row in CalendarDay.objects.filter(known_to=FOREVER, notice__year=notice.year)}
    others = CalendarDay.objects.filter(known_to=FOREVER, day__in=notice.days).exclude(notice__year=notice.year)
    old.update({row.day: row for row in others})
    kept = {day for day, row in old.items() if notice.days.get(day) == (row.kind, row.name)}
    same_year = CalendarNotice.objects.filter(year=notice.year)
    if len(kept) < max(len(old), len(notice.days)) or not same_year.exists():
        _replace(notice, [row for day, row in old.items() if day not in kept], kept, by=by, now=now)
    first, last = notice.span
    return min([first, *old]), max([last, *old])


def _replace(notice: Notice, gone: list[CalendarDay], kept: set[date], *, by: User | None, now: Any) -> None:
    row = CalendarNotice.objects.create(
        year=notice.year,
        title=notice.title,
        source=notice.source,
        published_on=notice.published_on,
        known_from=now,
        loaded_by=by,
    )
    CalendarDay.objects.filter(pk__in=[day.pk for day in gone]).update(known_to=now)
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, kind=kind, name=name, notice=row, known_from=now)
        for day, (kind, name) in sorted(notice.days.items())
        if day not in kept
    )
    CalendarRevision.objects.create(at=now, by=by, note=notice.title)


def preview(notice: Notice) -> list[Move]:
    """What loading it would move; nothing is kept."""
    with transaction.atomic():
        moves = [move for batch in load(notice) for move in batch]
        transaction.set_rollback(True)
    return moves
