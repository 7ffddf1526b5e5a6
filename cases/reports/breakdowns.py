"""Breakdowns: the same conditions as the counts, grouped by a dimension or by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from cases.querysets import CaseQuerySet

from .dimensions import ANNOTATIONS, DIMENSIONS, GROUPS, Dimension, Entry
from .indicators import FLOWS, INDICATORS, flows
from .periods import Period

Counts = dict[str, int]
MONTH = "month"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    label: str
    counts: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        return {"key": self.key, "label": self.label, **self.counts}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Rows that add up to the indicator's number, unless a case may stand in several (overlapping)."""

    name: str
    label: str
    indicators: tuple[str, ...]
    rows: tuple[Row, ...]
    overlapping: bool = False

    @property
    def totals(self) -> Counts:
        return {name: sum(row.counts[name] for row in self.rows) for name in self.indicators}

    def count(self, key: str, indicator: str) -> int:
        return next((row.counts[indicator] for row in self.rows if row.key == key), 0)


def breakdowns(versions: CaseQuerySet, period: Period) -> dict[str, Breakdown]:
    """All dimensions and the months, in one query per group."""
    in_period = versions.filter(flows(period))
    found = {MONTH: months(in_period, period)}
    for group in GROUPS:
        found |= _of_group(in_period, period, group)
    return {name: found[name] for name in (*DIMENSIONS, MONTH)}


def aggregates(period: Period, names: Iterable[str]) -> dict[str, Count]:
    return {f"n_{name}": Count("pk", filter=INDICATORS[name].condition(period)) for name in names}


def grouped(
    versions: CaseQuerySet, period: Period, columns: Sequence[str], indicators: Sequence[str]
) -> list[tuple[Any, ...]]:
    """(column, …, count, …) per group."""
    extra = {name: ANNOTATIONS[name] for name in columns if name in ANNOTATIONS}
    counted = aggregates(period, indicators)
    rows = versions.annotate(**extra).order_by().values(*columns).annotate(**counted)
    return list(rows.values_list(*columns, *counted))


def _of_group(versions: CaseQuerySet, period: Period, group: Sequence[Dimension]) -> dict[str, Breakdown]:
    columns = [column for dimension in group for column in dimension.columns]
    rows = grouped(versions, period, columns, FLOWS)
    places = {column: place for place, column in enumerate(columns)}
    found = {}
    for dimension in group:
        tally: dict[Entry, Counts] = defaultdict(lambda: dict.fromkeys(FLOWS, 0))
        for row in rows:
            for entry in dimension.read(tuple(row[places[column]] for column in dimension.columns)):
                _add(tally[entry], row[len(columns) :])
        found[dimension.name] = _breakdown(dimension, tally)
    return found


def _add(counts: Counts, more: Sequence[int]) -> None:
    for name, n in zip(FLOWS, more, strict=True):
        counts[name] += n


def _breakdown(dimension: Dimension, tally: Mapping[Entry, Counts]) -> Breakdown:
    kept = [
        (entry, {name: counts[name] for name in dimension.indicators})
        for entry, counts in tally.items()
        if any(counts[name] for name in dimension.indicators)
    ]
    kept.sort(key=lambda pair: (pair[0].order, -sum(pair[1].values()), pair[0].label))
    rows = tuple(Row(entry.key, entry.label, counts) for entry, counts in kept)
    return Breakdown(dimension.name, str(dimension.label), dimension.indicators, rows, dimension.overlapping)


def months(versions: CaseQuerySet, period: Period) -> Breakdown:
    """Each indicator by the month of its own day, also the months in which nothing happened."""
    columns = {name: INDICATORS[name].dated_by for name in FLOWS}
    truncated = {f"month_of_{column}": TruncMonth(column) for column in set(columns.values())}
    parts = {part.start.replace(day=1): part for part in period.split()}
    tally = {first: dict.fromkeys(FLOWS, 0) for first in parts}
    rows = versions.annotate(**truncated).order_by().values(*truncated).annotate(**aggregates(period, FLOWS))
    for row in rows:
        for name, column in columns.items():
            if row[f"n_{name}"]:
                tally[row[f"month_of_{column}"]][name] += row[f"n_{name}"]
    several = period.start.year != period.end.year
    labelled = tuple(
        Row(f"{first:%Y-%m}", _month_label(parts[first], several), counts) for first, counts in tally.items()
    )
    return Breakdown(MONTH, _("月份"), FLOWS, labelled)


def _month_label(part: Period, with_year: bool) -> str:
    return f"{part.start.year}年{part.start.month}月" if with_year else f"{part.start.month}月"


def cross(
    versions: CaseQuerySet, period: Period, indicator: str, *, rows: str, columns: str
) -> dict[tuple[Entry, Entry], int]:
    """One indicator by two dimensions at once, for the analysis page."""
    down, across = DIMENSIONS[rows], DIMENSIONS[columns]
    named = list(dict.fromkeys((*down.columns, *across.columns)))
    tally: dict[tuple[Entry, Entry], int] = defaultdict(int)
    condition = INDICATORS[indicator].condition(period)
    for row in grouped(versions.filter(condition), period, named, (indicator,)):
        values = dict(zip(named, row, strict=False))
        for left in down.read(tuple(values[column] for column in down.columns)):
            for top in across.read(tuple(values[column] for column in across.columns)):
                tally[left, top] += row[-1]
    return dict(tally)
