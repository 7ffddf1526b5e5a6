"""A deadline as a line of the case page: what, by when, how it stands, how the date came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.rules.deadlines import Deadline
from cases.rules.terms import DeadlineKind, Status
from cases.templatetags.ui import days_left_text, short_day, urgency


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    deadline: Deadline
    badge: str
    tone: str
    party: str

    @property
    def explanation(self) -> str:
        return self.deadline.explain()


def rows(deadlines: Iterable[Deadline], *, today: date, parties: dict[int, str]) -> list[DeadlineRow]:
    """The open ones first, by the day on which they end."""
    ordered = sorted(
        deadlines, key=lambda row: (not row.is_open, not row.is_work, row.due_on or date.max, row.starts_on)
    )
    return [row(deadline, today, parties) for deadline in ordered]


def row(deadline: Deadline, today: date, parties: dict[int, str]) -> DeadlineRow:
    badge, tone = standing(deadline, today)
    party = parties.get(deadline.party, "") if isinstance(deadline.party, int) else ""
    return DeadlineRow(deadline, badge, tone, party)


def standing(deadline: Deadline, today: date) -> tuple[str, str]:
    met = short_day(deadline.met_on, today)
    if deadline.status is Status.MET:
        return _("%(day)s完成") % {"day": met}, "ok"
    if deadline.status is Status.MET_LATE:
        return _("%(day)s完成，逾期") % {"day": met}, "bad"
    if deadline.status is Status.STOPPED:
        left = deadline.days_left
        return (_("停止计算，余%(n)s日") % {"n": left} if left is not None else _("停止计算")), "warn"
    if deadline.status is Status.LAPSED or deadline.due_on is None:
        return _(deadline.status.label), ""
    if deadline.kind is DeadlineKind.COURT_ACTION:
        return _("至%(day)s") % {"day": short_day(deadline.due_on, today)}, ""
    return days_left_text(deadline.due_on, today), urgency(deadline.due_on, today)
