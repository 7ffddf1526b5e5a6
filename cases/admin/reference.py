"""Agencies, codes, calendar, lawsuits and logs: the stock pages in our frame."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import Agency, CalendarDay, Code, ExportLog, Litigation, RevealLog

from .base import BaseAdmin, ReadOnlyAdmin
from .who import user_of


class AgencyAdmin(BaseAdmin):
    list_display = ("name", "short_name", "type", "competent", "valid_from", "valid_to")
    list_filter = ("type", "organ")
    list_select_related = ("organ",)
    search_fields = ("name", "short_name", "code")
    lookups = frozenset({"type__exact", "organ__id__exact"})


class CodeAdmin(BaseAdmin):
    list_display = ("label", "code", "list", "order", "active", "version")
    list_filter = ("list", "active")
    search_fields = ("label", "code")
    lookups = frozenset({"list", "list__exact", "active__exact"})


class CalendarDayAdmin(ReadOnlyAdmin):
    """Days come from notices (`load_calendar`), so that what was known when stays answerable."""

    list_display = ("day", "kind", "name", "notice", "known_from", "known_to")
    list_filter = ("kind", "notice__year")
    list_select_related = ("notice",)
    lookups = frozenset({"kind__exact", "notice__year"})
    ordering = ("-day",)


class LitigationAdmin(BaseAdmin):
    list_display = ("number", "court", "instance", "plaintiff", "received_on", "ended_on", "result", "head_appeared")
    list_filter = ("instance", "after_reconsideration", "head_appeared")
    search_fields = ("number", "court", "plaintiff")
    lookups = frozenset(
        {
            "instance__exact",
            "after_reconsideration__exact",
            "head_appeared__exact",
            "head_appeared__isnull",
            "received_on__gte",
            "received_on__lte",
        }
    )
    raw_id_fields = ("case",)
    exclude = ("organ",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Litigation]:
        rows = super().get_queryset(request)
        return rows if user_of(request).is_superuser else rows.filter(organ__in=user_of(request).organ_ids)

    def save_model(self, request: HttpRequest, obj: Litigation, form: Any, change: bool) -> None:
        if not change:
            obj.organ = user_of(request).organ
        super().save_model(request, obj, form, change)


class RevealLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "case", "party", "field", "reason", "address")
    list_select_related = ("user", "case", "party")
    search_fields = ("user__username", "user__name", "case__number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RevealLog]:
        rows = super().get_queryset(request)
        return rows if user_of(request).is_superuser else rows.filter(user__organ__in=user_of(request).organ_ids)


class ExportLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "format", "rows", "filters", "address")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExportLog]:
        rows = super().get_queryset(request)
        return rows if user_of(request).is_superuser else rows.filter(user__organ__in=user_of(request).organ_ids)


ADMINS: tuple[tuple[Any, Any], ...] = (
    (Agency, AgencyAdmin),
    (Code, CodeAdmin),
    (CalendarDay, CalendarDayAdmin),
    (Litigation, LitigationAdmin),
    (RevealLog, RevealLogAdmin),
    (ExportLog, ExportLogAdmin),
)
