"""The filters of the screens: those of the interface, and what only a person at a desk has."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.filters import CaseFilter
from cases.models import Watch

from .who import user_of


class ListFilter(CaseFilter):
    watched = filters.BooleanFilter(method="kept_in_view", label=_("关注"))
    desk = filters.BooleanFilter(method="on_desk", label=_("我的案件（含代班）"))

    def on_desk(self, queryset: Any, name: str, value: bool) -> Any:
        assert self.request is not None  # the list always gives it
        mine = queryset.on_desk_of(user_of(self.request))
        return mine if value else queryset.exclude(pk__in=mine.order_by().values("pk"))

    def kept_in_view(self, queryset: Any, name: str, value: bool) -> Any:
        assert self.request is not None  # the list always gives it
        mine = Watch.objects.filter(user=user_of(self.request).pk).values("case")
        return queryset.filter(pk__in=mine) if value else queryset.exclude(pk__in=mine)


def known_query(params: QueryDict) -> str:
    """The part of an address that filters or sorts, in a fixed order."""
    kept = QueryDict(mutable=True)
    for name in ListFilter.base_filters:
        values = [value for value in params.getlist(name) if value]
        if values:
            kept.setlist(name, sorted(values))
    return kept.urlencode()
