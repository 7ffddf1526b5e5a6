"""The way of a case in seven steps: 收件→审查→立案→审理→决定→送达→归档."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.rules.terms import Stage, State
from cases.rules.timeline import CaseState
from cases.templatetags.ui import short_day


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    status: str
    note: str = ""

    @property
    def spoken(self) -> str:
        words = {"done": _("已完成"), "now": _("进行中"), "todo": _("未到"), "skipped": _("未经过")}
        return words[self.status]


PLACES = {
    Stage.SCREENING: 1,
    Stage.SUPPLEMENTING: 1,
    Stage.UNDER_REVIEW: 3,
    Stage.SUSPENDED: 3,
    Stage.TO_BE_SERVED: 5,
    Stage.SERVED: 6,
}


def steps(state: CaseState) -> list[Step]:
    if state.state is State.NOT_FILED:
        return list(_ended_early(state))
    return list(_whole_way(state))


def _whole_way(state: CaseState) -> Iterator[Step]:
    now = 7 if state.archived_on else PLACES.get(state.stage, 7) if state.stage else 0
    notes = {
        0: short_day(state.accepted_on, state.on),
        1: _note_screening(state),
        2: short_day(state.filed_on, state.on),
        3: _("中止") if state.stage is Stage.SUSPENDED else "",
        4: short_day(state.concluded_on, state.on) or _by(state.decision_due_on, state.on),
        5: short_day(state.served_on, state.on),
        6: short_day(state.archived_on, state.on),
    }
    labels = (_("收件"), _("审查"), _("立案"), _("审理"), _("决定"), _("送达"), _("归档"))
    for place, name in enumerate(labels):
        status = "done" if place < now else "now" if place == now else "todo"
        yield Step(name, status, notes[place])


def _note_screening(state: CaseState) -> str:
    if state.deemed_filed:
        return _("视为受理")
    return _("补正中") if state.stage is Stage.SUPPLEMENTING else ""


def _by(due: date | None, today: date) -> str:
    return _("%(day)s前") % {"day": short_day(due, today)} if due else ""


def _ended_early(state: CaseState) -> Iterator[Step]:
    """An application that was never filed: the way ends after the review."""
    yield Step(_("收件"), "done", short_day(state.accepted_on, state.on))
    yield Step(_("审查"), "done", _(state.disposition.label) if state.disposition else "")
    for name in (_("立案"), _("审理"), _("决定"), _("送达")):
        yield Step(name, "skipped")
    archived = state.archived_on
    yield Step(_("归档"), "done" if archived else "now", short_day(archived, state.on))
