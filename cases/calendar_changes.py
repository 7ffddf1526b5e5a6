"""Loading a notice from the screen: the same loading as the command's, and each moved due date in the change log."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from cases import clock, notices
from cases.models import CalendarRevision, ChangeLog, User
from cases.notices import Notice
from cases.rules.terms import DeadlineKind
from cases.upkeep import Move


@dataclass(frozen=True, slots=True)
class Shift:
    """Due dates that move alike: for who may not see cases, how many."""

    kind: DeadlineKind
    old: date | None
    new: date | None
    numbers: tuple[str, ...]


def shifts(moves: list[Move]) -> list[Shift]:
    counted = Counter((move.kind, move.old, move.new) for move in moves)
    return [
        Shift(kind, old, new, tuple(m.number for m in moves if (m.kind, m.old, m.new) == (kind, old, new)))
        for kind, old, new in sorted(counted, key=lambda key: (key[1] or date.max, key[2] or date.max, key[0]))
    ]


def load(notice: Notice, *, by: User) -> list[Move]:
    """Each batch is logged as soon as it is written."""
    moved: list[Move] = []
    for moves in notices.load(notice, by=by):
        ChangeLog.objects.bulk_create(logged(move, notice, by) for move in moves)
        moved += moves
    return moved


def logged(move: Move, notice: Notice, by: User) -> ChangeLog:
    return ChangeLog(
        table="deadline",
        object_id=move.number[:50],
        field=move.kind.value,
        old=str(move.old or ""),
        new=str(move.new or ""),
        reason=notice.title,
        at=clock.now(),
        by=by,
    )


def revision() -> str:
    """Which calendar the effect was worked out with."""
    token = CalendarRevision.objects.order_by("-pk").values_list("token", flat=True).first()
    return str(token or "")


def as_json(notice: Notice) -> str:
    days = [{"date": str(day), "kind": kind, "name": name} for day, (kind, name) in sorted(notice.days.items())]
    data = {"year": notice.year, "title": notice.title, "source": notice.source, "days": days}
    published = {"published_on": str(notice.published_on)} if notice.published_on else {}
    return json.dumps(data | published, ensure_ascii=False)
