"""Generating in batches of months: memory stays flat, and what is drawn depends on the seed alone.

Numbers are reserved beforehand, organ by organ and year by year; so batches may be written side by side.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from multiprocessing import get_context
from random import Random

from django.db import connections, transaction
from django.db.models import F

from cases import calendars, clock, locks
from cases.generating import histories, ledger, places, tables, weights
from cases.generating.plans import Plan
from cases.models import NumberSeries, Organ
from cases.numbers import SERIES
from cases.references import References
from cases.rules.calendar import WorkCalendar

BATCH = 500


@dataclass(frozen=True, slots=True)
class Slice:
    """The cases that one organ receives in one month, and the number before their first."""

    organ: int
    year: int
    month: int
    cases: int
    number: int
    of_organ: int


@dataclass(frozen=True, slots=True)
class Work:
    """A batch, and what all batches share."""

    slices: Sequence[Slice]
    seed: int
    now: datetime


def generate(count: int, *, organs: int, first: int, seed: int, workers: int = 1) -> Iterator[tuple[int, int]]:
    """Yields after each batch how many cases and how many rows it wrote."""
    now = clock.now()
    found = places.prepare(organs)
    work = [Work(slices, seed, now) for slices in _batches(_slices(found, count, first, seed, clock.day_of(now)))]
    if workers == 1:
        yield from map(write, work)
        return
    connections.close_all()
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(write, work)


# ---------- who gets how many when ----------


def _slices(organs: Sequence[Organ], count: int, first: int, seed: int, today: date) -> list[Slice]:
    """Ordered by month, so that ids and numbers grow with time."""
    months = weights.of_months(first, today=today)
    rng = Random(seed)
    sizes = weights.shared(count, [rng.lognormvariate(0, 0.9) for _ in organs])
    made = []
    for organ, size in zip(organs, sizes, strict=True):
        parts = dict(zip(months, weights.shared(size, list(months.values())), strict=True))
        for year, given in groupby(parts.items(), key=lambda part: part[0][0]):
            in_year = [(month, cases) for (_year, month), cases in given]
            number = _reserve(organ, year, sum(cases for _month, cases in in_year))
            for month, cases in in_year:
                made.append(Slice(organ.pk, year, month, cases, number, size))
                number += cases
    return sorted((part for part in made if part.cases), key=lambda part: (part.year, part.month))


@transaction.atomic
def _reserve(organ: Organ, year: int, cases: int) -> int:
    """The last number given before."""
    if not cases:
        return 0
    series, _new = NumberSeries.objects.get_or_create(organ=organ, year=year, series=SERIES)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + cases)
    return series.last


def _batches(slices: Sequence[Slice]) -> Iterator[list[Slice]]:
    batch: list[Slice] = []
    for part in slices:
        batch.append(part)
        if sum(held.cases for held in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


# ---------- one batch ----------


@lru_cache(maxsize=512)
def _place(organ: int, seed: int, cases: int) -> tuple[places.Place, References]:
    place = places.load(Organ.objects.get(pk=organ), seed=seed, cases=cases)
    return place, References(place.organ)


def write(work: Work) -> tuple[int, int]:
    """Judged first and stored in one transaction: so SQLite, too, may judge one batch while it stores another."""
    planned = [(part, plan) for part in work.slices for plan in plans(part, seed=work.seed, now=work.now)]
    while True:
        calendar = calendars.current()
        rows = judged(planned, work, calendar)
        with transaction.atomic():
            locks.recording()
            if calendars.current() is calendar:
                return len(rows), tables.write(rows)


def plans(part: Slice, *, seed: int, now: datetime) -> list[Plan]:
    """In the order in which the applications came in."""
    rng = Random(f"{seed}:{part.organ}:{part.year}:{part.month}")
    place, calendar = _place(part.organ, seed, part.of_organ)[0], calendars.current()
    latest = calendar.add_workdays(clock.day_of(now), -1)
    last = monthrange(part.year, part.month)[1]
    drawn = (calendar.roll(date(part.year, part.month, rng.randint(1, last))) for _ in range(part.cases))
    days = sorted(min(day, latest) for day in drawn)
    return [histories.plan(rng, place, day, calendar=calendar, now=now) for day in days]


def judged(planned: Sequence[tuple[Slice, Plan]], work: Work, calendar: WorkCalendar) -> list[ledger.Rows]:
    ids = tables.reserve(
        cases=len(planned),
        parties=sum(len(plan.application.all_parties) for _part, plan in planned),
        acts=sum(plan.application.act is not None for _part, plan in planned),
        events=sum(plan.events for _part, plan in planned),
    )
    today, rows = clock.day_of(work.now), []
    for part, mine in groupby(planned, key=lambda pair: pair[0]):
        place, references = _place(part.organ, work.seed, part.of_organ)
        book = ledger.Ledger(place.organ, references, calendar, today)
        for serial, (_part, plan) in enumerate(mine, start=part.number + 1):
            number = place.organ.number_pattern.format(year=part.year, serial=serial)
            rows.append(book.write(plan, number=number, ids=ids))
    return rows
