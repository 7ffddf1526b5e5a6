"""What the facts of a case mean today, with reasons: folded on demand, for one case."""

from __future__ import annotations

from cases import calendars, clock, history, projections
from cases.api import rows
from cases.models import Case
from cases.rules.timeline import CaseState


class FindingRow(rows.Row):
    code = rows.text()
    article = rows.text()
    message = rows.text()


def standing(case: Case) -> CaseState:
    return projections.state_of(history.load([case.pk])[case.pk], on=clock.today(), calendar=calendars.current())
