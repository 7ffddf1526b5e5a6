"""Times that do not count: 中止, 补正, 协商管辖, 现场勘验, 鉴定.

第三十九条；实施条例第二十九条、第三十条、第三十四条、第三十七条.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .calendar import WorkCalendar, add_days


@dataclass(slots=True)
class Stop:
    """From `since` (does not count) until `until`, the day on which the period runs on; None while it is open."""

    since: date
    until: date | None = None
    why: str = ""
    ground: str = ""
    ref: str = ""

    @property
    def is_open(self) -> bool:
        return self.until is None


def merged(stops: Iterable[Stop], *, start: date) -> list[Stop]:
    """The stops after `start` in order, overlapping ones made one, so that no day is taken out twice."""
    result: list[Stop] = []
    for stop in sorted(stops, key=lambda stop: stop.since):
        since = max(stop.since, start)
        if stop.until is not None and stop.until <= since:
            continue
        last = result[-1] if result else None
        if last is not None and (last.until is None or since <= last.until):
            last.until = None if last.until is None or stop.until is None else max(last.until, stop.until)
            last.why = last.why if stop.why in last.why else f"{last.why}、{stop.why}"
        else:
            result.append(Stop(since, stop.until, stop.why))
    return result


@dataclass(slots=True)
class End:
    """The end of a period with stops: as counted, as rolled, the stops that counted, and what is left while stopped."""

    nominal: date | None
    due: date | None
    stops: tuple[Stop, ...]
    stopped_days: int
    days_left: int | None


def end_with_stops(start: date, length: int, stops: Iterable[Stop], *, calendar: WorkCalendar) -> End:
    """The end of `length` calendar days from `start` with the stops taken out, rolled once at the very end.

    A stop that begins after the period has expired moves nothing. One that begins in the days won by the roll leaves
    the day on which the period runs on as the last one.
    """
    nominal, counted, stopped = add_days(start, length), [], 0
    for stop in merged(stops, start=start):
        if stop.since > calendar.roll(nominal):
            break
        counted.append(stop)
        if stop.until is None:
            return End(None, None, tuple(counted), stopped, max(0, (nominal - stop.since).days))
        days = (stop.until - stop.since).days
        stopped += days
        nominal = max(add_days(nominal, days), stop.until)
    return End(nominal, calendar.roll(nominal), tuple(counted), stopped, None)
