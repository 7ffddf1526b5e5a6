"""What an entry would change, worked out by folding without writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.rules.deadlines import Deadline
from cases.rules.findings import Finding
from cases.rules.terms import DeadlineKind, Status
from cases.rules.timeline import CaseState

Key = tuple[str, date, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One deadline before and after."""

    deadline: Deadline
    was: Deadline | None

    @property
    def is_new(self) -> bool:
        return self.was is None

    @property
    def moved(self) -> bool:
        return self.was is not None and self.was.due_on != self.deadline.due_on

    @property
    def is_met(self) -> bool:
        return self.deadline.status in (Status.MET, Status.MET_LATE)


@dataclass(frozen=True, slots=True)
class Preview:
    before: CaseState
    after: CaseState
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def state_changes(self) -> bool:
        return self.before.state is not self.after.state

    @property
    def stage_changes(self) -> bool:
        return self.before.stage is not self.after.stage

    @property
    def is_quiet(self) -> bool:
        return not (self.state_changes or self.stage_changes or self.changes or self.findings)


def compare(before: CaseState, after: CaseState) -> Preview:
    known = set(before.findings)
    findings = tuple(finding for finding in after.findings if finding not in known)
    return Preview(before, after, tuple(_changes(before, after)), findings)


def _changes(before: CaseState, after: CaseState) -> Iterator[Change]:
    old = {_key(row): row for row in before.deadlines}
    for row in after.deadlines:
        was = old.get(_key(row))
        if row.kind is DeadlineKind.APPLICATION:
            continue
        if was is None or (was.due_on, was.status) != (row.due_on, row.status):
            yield Change(row, was)


def _key(row: Deadline) -> Key:
    """A deadline is the same one when it is the same period of the same paper, wherever it now begins."""
    if row.kind is DeadlineKind.DECISION:
        return (row.kind, date.min, "", "")
    return (row.kind, row.starts_on, row.ref, str(row.party or ""))
