"""All examinations in their order, and those that are quick enough for a probe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import backups, calendar, configuration, database, keys, storage, work
from .finding import Finding, Level

Examination = Callable[[], Iterator[Finding]]

QUICK: tuple[Examination, ...] = (calendar.announced, work.refreshed, storage.room, backups.recent)
WITHOUT_DATABASE: tuple[Examination, ...] = (
    configuration.settings,
    configuration.language_and_time,
    configuration.mail,
    keys.present,
)
THOROUGH: tuple[Examination, ...] = (keys.fitting, database.safe, database.clock_agrees, backups.tried)


def examine() -> Iterator[Finding]:
    """Without its tables there is nothing further to ask of a database."""
    for examination in WITHOUT_DATABASE:
        yield from examination()
    first = list(database.usable())
    yield from first
    if all(finding.level < Level.AWAY for finding in first):
        for examination in (*THOROUGH, *QUICK):
            yield from examination()


def probe() -> list[Finding]:
    """What is not as it should be; a handful of indexed queries."""
    first = list(database.usable())
    if any(finding.level is Level.AWAY for finding in first):
        return first
    return [finding for examination in QUICK for finding in examination() if finding.level > Level.OK]
