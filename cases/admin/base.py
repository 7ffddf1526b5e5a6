"""What every stock admin page shares: an allow-list of look-ups, no hierarchy, no facets, no door to delete."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ShowFacets
from django.http import HttpRequest


class BaseAdmin(admin.ModelAdmin):
    """`lookups` lists what the query string may filter by: else hidden columns could be guessed through it."""

    lookups: frozenset[str] = frozenset()
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in self.lookups

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted: a wrong entry is ended, switched off or answered by a later one."""
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}


class ReadOnlyAdmin(BaseAdmin):
    """For what other parts write: logs, the calendar that notices make."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
