"""What we knew of a case, interval by interval: the rows that reports count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cases.models import Case, CaseVersion, Projection
from cases.models.columns import FOREVER

COLUMNS = tuple(column.attname for column in Projection._meta.local_fields)
INSTANT = timedelta(microseconds=1)
Step = tuple[datetime, Mapping[str, Any]]
"""From when, and what: a change of columns."""


def midnight(day: date) -> datetime:
    """The start of a day, where the county lies."""
    return timezone.make_aware(datetime.combine(day, time.min))


def counted(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in COLUMNS}


def first(case: Case) -> CaseVersion:
    return CaseVersion(case_id=case.pk, known_from=case.recorded_at, **counted(case))


def changes(before: Mapping[str, Any], steps: Iterable[Step]) -> list[Step]:
    """Those steps that change a column that counts."""
    found: list[Step] = []
    for moment, columns in steps:
        after = {name: columns[name] for name in COLUMNS}
        if after != before:
            found.append((moment, after))
            before = after
    return found


def follow(case_id: int, steps: Sequence[Step]) -> list[CaseVersion]:
    """Ends the open row where the first step begins; returns one row per step, each ending where the next begins."""
    open_row = CaseVersion.objects.filter(case_id=case_id, known_to=FOREVER)
    if not open_row.filter(known_from__lt=steps[0][0]).update(known_to=steps[0][0]):
        for last in open_row.values_list("known_from", flat=True):
            steps = _after(last, steps)
        open_row.update(known_to=steps[0][0])
    ends = [moment for moment, _ in steps[1:]] + [FOREVER]
    return [
        CaseVersion(case_id=case_id, known_from=moment, known_to=end, **columns)
        for (moment, columns), end in zip(steps, ends, strict=True)
    ]


def _after(last: datetime, steps: Sequence[Step]) -> list[Step]:
    """Where a clock went back, knowledge still goes forward."""
    moved: list[Step] = []
    for moment, columns in steps:
        last = max(moment, last + INSTANT)
        moved.append((last, columns))
    return moved
