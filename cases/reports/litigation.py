"""Administrative lawsuits of the period (行政应诉), each number with its list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Litigation, LitigationVersion
from cases.querysets import CaseQuerySet

from .periods import Period
from .scope import Scope

LITIGATION: Final[Mapping[str, tuple[Any, Q]]] = MappingProxyType(
    {
        "litigation": (_("行政诉讼"), Q()),
        "first_instance": (_("一审"), Q(instance=Litigation.Instance.FIRST.value)),
        "after_reconsideration": (_("经过复议"), Q(after_reconsideration=True)),
        "head_appeared": (_("负责人出庭"), Q(head_appeared=True)),
        "head_known": (_("已登记负责人是否出庭"), Q(head_appeared__isnull=False)),
    }
)
"""By the day on which the notice of the lawsuit came."""


def lawsuits(
    scope: Scope, period: Period, name: str = "litigation", *, known_at: datetime | None = None
) -> CaseQuerySet:
    """As they were registered then; None means now."""
    in_period = Q(received_on__gte=period.start, received_on__lte=period.end)
    return scope.rows(LitigationVersion).known(known_at).filter(in_period & LITIGATION[name][1])


def litigation(scope: Scope, period: Period, *, known_at: datetime | None = None) -> dict[str, int]:
    counted = {f"n_{name}": Count("pk", filter=condition) for name, (_label, condition) in LITIGATION.items()}
    row = lawsuits(scope, period, known_at=known_at).aggregate(**counted)
    return {name: row[f"n_{name}"] for name in LITIGATION}
