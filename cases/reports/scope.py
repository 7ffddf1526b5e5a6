"""Whose cases a report counts, and what was known of them when."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Model, Q

from cases import clock, replica, upkeep
from cases.models import Case, CaseVersion, LitigationVersion, Organ, User
from cases.querysets import CaseQuerySet
from cases.rules.errors import Malformed

IN_FUTURE = "“截至当时所知”的时点不能晚于现在"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a user may see, one organ of it, or (on the command line) everything.

    Raises PermissionDenied for a user who may not run reports: not even a zero is shown.
    """

    user: User | None = None
    organ: Organ | None = None

    def __post_init__(self) -> None:
        if self.user is None:
            return
        if not self.user.has_perms(["cases.view_case", "cases.run_report"]):
            raise PermissionDenied
        if self.organ is not None and not self.user.is_superuser and self.organ.pk not in self.user.organ_ids:
            raise PermissionDenied

    @property
    def name(self) -> str:
        if self.organ is not None:
            return self.organ.name
        own = self.user.organ if self.user else None
        return f"{own.name}及下级机关" if own else "全部复议机关"

    def rows(self, model: type[Model]) -> CaseQuerySet:
        """Rows of any table with a column `organ`, under the one rule of row scope."""
        rows = CaseQuerySet(model)
        if self.organ is not None:
            return rows.filter(organ=self.organ)
        return rows.visible_to(self.user) if self.user is not None else rows

    def versions(self, known_at: datetime | None = None) -> CaseQuerySet:
        """What was known of every counted case at that moment, and whether it was sued after; None means now."""
        lawsuits = (
            CaseQuerySet(LitigationVersion).known(known_at).filter(case__isnull=False, after_reconsideration=True)
        )
        sued = Q(sued_on__isnull=False) | Q(case_id__in=lawsuits.values("case_id"))
        versions = self.rows(CaseVersion).counted().known(known_at)
        return versions.alias(sued=ExpressionWrapper(sued, output_field=BooleanField()))


def refresh() -> None:
    """Brings up to date what time alone has changed, so that no figure depends on when the nightly run came."""
    today = clock.today()
    if Case.objects.to_refresh(today=today).exists():
        with replica.writing():
            deque(upkeep.refresh(today=today), maxlen=0)
        replica.leave()


def organ_by_code(code: str) -> Organ:
    organ = Organ.objects.filter(code=code).first()
    if organ is None:
        raise Malformed("unknown_organ", f"没有代码为“{code[:40]}”的复议机关")
    return organ


def organ_or_all(code: str | None) -> Scope:
    """One organ by its code; without a code the only one there is, or all."""
    if code:
        return Scope(organ=organ_by_code(code))
    organs = Organ.objects.all()[:2]
    return Scope(organ=organs[0]) if len(organs) == 1 else Scope()


def check_known_at(known_at: datetime | None) -> None:
    """Nobody knows yet what will be known tomorrow."""
    if known_at is not None and known_at > clock.now():
        raise Malformed("known_at_in_future", IN_FUTURE)
