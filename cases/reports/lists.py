"""Behind every number the list of exactly its cases: the condition that counted them, selected instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from cases.querysets import CaseQuerySet
from cases.rules.errors import Malformed

from .breakdowns import MONTH
from .dimensions import ANNOTATIONS, DIMENSIONS
from .indicators import INDICATORS, Indicator
from .periods import Period
from .scope import Scope, check_known_at


def cases_of(
    indicator: str,
    period: Period,
    *,
    scope: Scope,
    known_at: datetime | None = None,
    by: Mapping[str, str] | None = None,
) -> CaseQuerySet:
    """The case versions behind a number, in the order of receipt.

    by: the row of each breakdown, `{"outcome": "revoked", "month": "2023-05"}`. Raises Malformed for what is unknown.
    """
    check_known_at(known_at)
    if indicator not in INDICATORS:
        raise Malformed("unknown_indicator", f"没有这项指标：{indicator[:40]}")
    counted = INDICATORS[indicator]
    condition = counted.condition(period)
    for name, key in (by or {}).items():
        condition &= row_condition(counted, period, name, key)
    return scope.versions(known_at).filter(condition).order_by("accepted_on", "case_id")


def row_condition(indicator: Indicator, period: Period, name: str, key: str) -> Q:
    try:
        if "\x00" in key:
            raise ValueError(key)
        return in_month(indicator, period, key) if name == MONTH else DIMENSIONS[name].where(key)
    except (KeyError, ValueError):
        raise Malformed("unknown_row", f"没有这个分类：{name[:40]} {key[:40]}") from None


def in_month(indicator: Indicator, period: Period, key: str) -> Q:
    """The month of the indicator's own day, within the period. Raises KeyError where it has none."""
    if not indicator.dated_by:
        raise KeyError(key)
    parts = {f"{part.start:%Y-%m}": part for part in period.split()}
    part = parts[key]
    return Q(**{f"{indicator.dated_by}__gte": part.start, f"{indicator.dated_by}__lte": part.end})


def row_words(found: CaseQuerySet, name: str, key: str) -> str:
    """结案方式：撤销; read off the first of the cases, of which every one stands in the row."""
    if name == MONTH:
        return key
    dimension = DIMENSIONS[name]
    extra = {column: ANNOTATIONS[column] for column in dimension.columns if column in ANNOTATIONS}
    columns = found.annotate(**extra).values_list(*dimension.columns).first()
    labels = {entry.key: entry.label for entry in dimension.read(columns)} if columns else {}
    return f"{dimension.label}：{labels.get(key, key)}"
