"""Case by case, which figures it stands in: what a published report keeps, so that a later change can be named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper

from cases.querysets import CaseQuerySet

from .dimensions import ANNOTATIONS, DIMENSIONS
from .indicators import INDICATORS, relevant
from .periods import Period

KEPT: Final = tuple(dimension for dimension in DIMENSIONS.values() if not dimension.overlapping)


class Membership(NamedTuple):
    """A case of a report: the indicators that count it, and its row in each breakdown that shows one of them.

    Findings are left out: they have no day, and come and go with what happens later.
    """

    case_id: int
    number: str
    counted_in: Sequence[str]
    rows: dict[str, list[str]]

    def as_data(self) -> list[Any]:
        return [self.case_id, self.number, list(self.counted_in), self.rows]

    def alike(self, other: Membership) -> bool:
        return list(self.counted_in) == list(other.counted_in) and self.rows == other.rows


def memberships(versions: CaseQuerySet, period: Period) -> list[Membership]:
    """In one query, in the order of the cases."""
    columns = list(dict.fromkeys(column for dimension in KEPT for column in dimension.columns))
    counted = {
        f"in_{name}": ExpressionWrapper(indicator.condition(period), output_field=BooleanField())
        for name, indicator in INDICATORS.items()
    }
    rows = versions.filter(relevant(period)).annotate(**ANNOTATIONS, **counted).order_by("case_id")
    found = rows.values_list("case_id", "case__number", *counted, *columns)
    return [membership for row in found if (membership := _read(row, columns)).counted_in]


def _read(row: Sequence[Any], columns: Sequence[str]) -> Membership:
    case_id, number, *rest = row
    flags, values = rest[: len(INDICATORS)], dict(zip(columns, rest[len(INDICATORS) :], strict=True))
    counted_in = [name for name, flag in zip(INDICATORS, flags, strict=True) if flag]
    rows = {
        dimension.name: [entry.key for entry in dimension.read(tuple(values[column] for column in dimension.columns))]
        for dimension in KEPT
        if not set(dimension.indicators).isdisjoint(counted_in)
    }
    return Membership(case_id, number, counted_in, rows)
