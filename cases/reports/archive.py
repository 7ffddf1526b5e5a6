"""Published reports: frozen with their period, moment, definitions, cases and hash; later compared with what is known.

Nothing recorded afterwards can carry an earlier moment: a report is frozen at a standstill of the record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import clock, locks
from cases.models import Event, Organ, PublishedReport, User
from cases.rules.terms import Kind

from .annual import Report, annual
from .definitions import definitions
from .indicators import COUNTS, INDICATORS
from .memberships import Membership, memberships
from .outputs.data import as_data
from .periods import Period
from .scope import Scope, refresh
from .sentence import sentence

HASHED = ("organ", "name", "title", "start", "end", "known_at", "definitions", "figures", "cases", "sentence")


def publish(period: Period, *, organ: Organ, by: User | None, title: str = "", note: str = "") -> PublishedReport:
    """Freezes the report of the period as it is known at this moment."""
    scope = Scope(organ=organ)
    refresh()
    with transaction.atomic():
        locks.standstill()
        known_at = clock.now()
        report = annual(period, scope=scope, known_at=known_at)
        frozen = PublishedReport(
            organ=organ,
            name="annual",
            title=title or _("%(period)s行政复议统计") % {"period": period.words},
            start=period.start,
            end=period.end,
            known_at=known_at,
            definitions=definitions(),
            figures=as_data(report),
            cases=[row.as_data() for row in memberships(scope.versions(known_at), period)],
            sentence=sentence(report),
            published_at=known_at,
            published_by=by,
            note=note,
        )
        frozen.sha256 = fingerprint(frozen)
        frozen.save(force_insert=True)
    return frozen


def fingerprint(frozen: PublishedReport) -> str:
    """The hash of all that was published, written in one way only."""
    content = {name: getattr(frozen, name) for name in HASHED if name != "organ"}
    content |= {
        "organ": frozen.organ.code,
        "known_at": frozen.known_at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
        "start": frozen.start.isoformat(),
        "end": frozen.end.isoformat(),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure then and now."""

    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that counts otherwise than when the report was published, and what was recorded about it since."""

    case_id: int
    number: str
    then: Membership | None
    now: Membership | None
    events: tuple[Event, ...]

    @property
    def figures(self) -> list[str]:
        """What it counted in then and no longer does, and what it does now: 「−办结」「+期末未结」."""
        then, now = _counted(self.then), _counted(self.now)
        gone = [f"−{INDICATORS[name].label}" for name in then if name not in now]
        come = [f"+{INDICATORS[name].label}" for name in now if name not in then]
        return gone + come or [_("分类改变")]

    @property
    def reasons(self) -> list[str]:
        """The corrections and retractions first; where nothing was recorded, time alone did it."""
        answers = [event for event in self.events if event.corrects_id or event.retracts_id]
        return [reason(event) for event in answers or self.events] or [_("期间经过，没有新登记的事项")]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A published report against what is known now.

    intact: nobody touched what was frozen. reproducible: as known at its moment it still comes out the same.
    """

    published: PublishedReport
    intact: bool
    reproducible: bool
    report: Report
    differences: tuple[Difference, ...]
    changed: tuple[Changed, ...]

    @property
    def unchanged(self) -> bool:
        return not self.differences and not self.changed


def recompute(published: PublishedReport) -> Recomputed:
    """Compares a published report with the same report as known then, and as known now."""
    period, scope = Period(published.start, published.end), Scope(organ=published.organ)
    then = {row[0]: Membership(*row) for row in published.cases}
    report = annual(period, scope=scope)
    names = frozenset(indicator["name"] for indicator in published.definitions["indicators"])
    known_then = _of(names, memberships(scope.versions(published.known_at), period))
    known_now = _of(names, memberships(scope.versions(), period))
    return Recomputed(
        published=published,
        intact=fingerprint(published) == published.sha256,
        reproducible=not _differing(then, known_then),
        report=report,
        differences=tuple(differences(published.figures, as_data(report))),
        changed=tuple(_changes(published, then, known_now)),
    )


def _of(names: Collection[str], rows: Iterable[Membership]) -> dict[int, Membership]:
    """By case, in the indicators that there were when the report was published: a later one changes no old report."""
    kept = (row._replace(counted_in=[name for name in row.counted_in if name in names]) for row in rows)
    return {row.case_id: row for row in kept if row.counted_in}


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[Difference]:
    """Of the counts, the rates and the lawsuits."""
    for name in COUNTS:
        if then["counts"][name] != now["counts"][name]:
            yield Difference(str(INDICATORS[name].label), str(then["counts"][name]), str(now["counts"][name]))
    for before, after in zip(then["rates"], now["rates"], strict=True):
        if (before["n"], before["d"]) != (after["n"], after["d"]):
            yield Difference(after["label"], _ratio(before), _ratio(after))
    if then["litigation"] != now["litigation"]:
        yield Difference(_("行政诉讼"), str(then["litigation"]["litigation"]), str(now["litigation"]["litigation"]))


def _ratio(data: Mapping[str, Any]) -> str:
    return f"{data['n']}/{data['d']} = {data['percent']}%" if data["percent"] else f"{data['n']}/{data['d']}"


def _differing(then: Mapping[int, Membership], now: Mapping[int, Membership]) -> list[int]:
    return [
        case_id
        for case_id in sorted(then.keys() | now.keys())
        if case_id not in then or case_id not in now or not then[case_id].alike(now[case_id])
    ]


def _changes(
    published: PublishedReport, then: Mapping[int, Membership], now: Mapping[int, Membership]
) -> Iterable[Changed]:
    ids = _differing(then, now)
    events = recorded_since(published, ids)
    for case_id in ids:
        before, after = then.get(case_id), now.get(case_id)
        known = after or before
        assert known is not None
        yield Changed(case_id, known.number, before, after, tuple(events.get(case_id, ())))


def recorded_since(published: PublishedReport, case_ids: Iterable[int]) -> dict[int, list[Event]]:
    events = Event.objects.filter(case_id__in=list(case_ids), recorded_at__gt=published.known_at)
    found: dict[int, list[Event]] = {}
    for event in events.select_related("corrects", "retracts", "recorded_by").order_by("case_id", "seq"):
        found.setdefault(event.case_id, []).append(event)
    return found


def reason(event: Event) -> str:
    """2024-02-03 更正：办结 2023-12-29，原为 2024-01-03；理由：登记日期录入错误"""
    day = timezone.localdate(event.recorded_at)
    label = _(Kind(event.kind).label)
    if event.corrects:
        told = _("%(day)s 更正：%(label)s %(on)s，原为 %(was)s %(was_on)s") % {
            "day": day,
            "label": label,
            "on": event.occurred_on,
            "was": _(Kind(event.corrects.kind).label),
            "was_on": event.corrects.occurred_on,
        }
    elif event.retracts:
        told = _("%(day)s 撤回：%(label)s %(on)s") % {
            "day": day,
            "label": _(Kind(event.retracts.kind).label),
            "on": event.retracts.occurred_on,
        }
    else:
        return _("%(day)s 登记：%(label)s %(on)s") % {"day": day, "label": label, "on": event.occurred_on}
    return _("%(told)s；理由：%(reason)s") % {"told": told, "reason": event.reason}


def _counted(membership: Membership | None) -> list[str]:
    return list(membership.counted_in) if membership else []
