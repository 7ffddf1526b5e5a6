"""How long the concluded cases took: the time of the decision period, without the days on which it stood still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from django.db.models import Case, Count, DateField, DurationField, ExpressionWrapper, F, When

from cases.querysets import CaseQuerySet
from cases.rules.terms import Edition

from .indicators import INDICATORS
from .periods import Period
from .ratios import one_decimal

BEGUN = Case(
    When(edition=Edition.LAW_2017.value, then=F("accepted_on")), default=F("filed_on"), output_field=DateField()
)
"""The period runs from acceptance: receipt under the old text (原第十七条第二款), filing since (第六十二条)."""

TAKEN = ExpressionWrapper(F("concluded_on") - BEGUN, output_field=DurationField())


@dataclass(frozen=True, slots=True)
class Durations:
    """Over the concluded cases of the period and no others; a case concluded without filing has no length."""

    cases: int
    average: str | None
    median: str | None
    longest: int | None


def durations(versions: CaseQuerySet, period: Period) -> Durations:
    concluded = versions.filter(INDICATORS["concluded"].condition(period)).annotate(taken=TAKEN)
    rows = concluded.order_by().values_list("taken", "stopped_days").annotate(n=Count("pk"))
    days = sorted((max((taken - timedelta(stopped)).days, 0), n) for taken, stopped, n in rows if taken is not None)
    return _summary(days)


def _summary(days: list[tuple[int, int]]) -> Durations:
    cases = sum(n for _, n in days)
    if not cases:
        return Durations(0, None, None, None)
    total = sum(length * n for length, n in days)
    middle = Fraction(_at(days, (cases - 1) // 2) + _at(days, cases // 2), 2)
    return Durations(cases, one_decimal(Fraction(total, cases)), one_decimal(middle), days[-1][0])


def _at(days: list[tuple[int, int]], place: int) -> int:
    for length, n in days:
        if place < n:
            return length
        place -= n
    raise IndexError(place)
