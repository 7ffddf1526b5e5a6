"""The report of a period: counts, rates, breakdowns, the balance, and what was published, from one path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min

from cases import clock
from cases.querysets import CaseQuerySet

from .breakdowns import Breakdown, aggregates, breakdowns
from .durations import Durations, durations
from .indicators import COUNTS, INDICATORS, pending, relevant
from .litigation import litigation
from .periods import Period
from .published import Comparison, compare
from .ratios import RATES, SHARES, Ratio
from .scope import Scope, check_known_at, refresh
from .snapshot import snapshot


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one period and scope. `numbers` holds every indicator; `counts` the seven of the table."""

    period: Period
    scope: Scope
    known_at: datetime | None
    made_at: datetime
    numbers: Mapping[str, int]
    longest_pending: int | None
    breakdowns: Mapping[str, Breakdown]
    durations: Durations
    litigation: Mapping[str, int]
    published: tuple[Comparison, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        return {name: self.numbers[name] for name in COUNTS}

    @property
    def rates(self) -> tuple[Ratio, ...]:
        return tuple(rate.of(self.numbers) for rate in RATES)

    @property
    def shares(self) -> tuple[Ratio, ...]:
        return tuple(share.of({**self.numbers, **self.litigation}) for share in SHARES)

    @property
    def direct(self) -> Ratio:
        """直接纠错率, the one that a bare 纠错率 means."""
        return self.rates[0]

    @property
    def balanced(self) -> bool:
        """上期结转＋收件＝未立案终结＋办结＋期末未结."""
        n = self.numbers
        return n["carried_in"] + n["accepted"] == n["not_filed"] + n["concluded"] + n["pending"]


def annual(period: Period, *, scope: Scope, known_at: datetime | None = None) -> Report:
    """The report, as known at a moment of the past or now. Raises Malformed for a moment that is still to come."""
    check_known_at(known_at)
    refresh()
    with snapshot():
        return _counted(period, scope, known_at)


def _counted(period: Period, scope: Scope, known_at: datetime | None) -> Report:
    versions = scope.versions(known_at)
    numbers, oldest = headline(versions, period)
    parts = breakdowns(versions, period)
    sued = litigation(scope, period, known_at=known_at)
    return Report(
        period=period,
        scope=scope,
        known_at=known_at,
        made_at=clock.now(),
        numbers=numbers,
        longest_pending=(period.end - oldest).days if oldest else None,
        breakdowns=parts,
        durations=durations(versions, period),
        litigation=sued,
        published=compare(scope, period, numbers, parts, sued),
    )


def headline(versions: CaseQuerySet, period: Period) -> tuple[dict[str, int], date | None]:
    """Every indicator, and the day of receipt of the oldest pending case, in one query."""
    row: dict[str, Any] = versions.filter(relevant(period)).aggregate(
        **aggregates(period, INDICATORS), oldest=Min("accepted_on", filter=pending(period))
    )
    return {name: row[f"n_{name}"] for name in INDICATORS}, row["oldest"]


def series(
    versions: CaseQuerySet, periods: Sequence[Period], names: Sequence[str] = COUNTS
) -> list[tuple[Period, dict[str, int]]]:
    """The same indicators for several periods (months, quarters, five years) in one query."""
    whole = Period(min(period.start for period in periods), max(period.end for period in periods))
    counted = {
        f"p{place}_{key}": count
        for place, period in enumerate(periods)
        for key, count in aggregates(period, names).items()
    }
    row = versions.filter(relevant(whole)).aggregate(**counted)
    return [(period, {name: row[f"p{place}_n_{name}"] for name in names}) for place, period in enumerate(periods)]
