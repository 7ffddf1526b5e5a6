"""The keys of programs: whose they are, what they may do, until when. Made only by the API, revoked here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.models import Token

from .base import ReadOnlyAdmin
from .who import user_of


class TokenAdmin(ReadOnlyAdmin):
    """One row per token. No page of its own: its address would hold the digest."""

    list_display = ("token_key", "name", "holder", "organ", "scope", "created", "expiry")
    list_display_links = None
    list_select_related = ("user__organ",)
    search_fields = ("name", "token_key", "user__username", "user__name")
    fields = ("token_key", "name", "user", "scope", "created", "expiry")
    actions = ("delete_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        rows: QuerySet[Token] = super().get_queryset(request)
        user = user_of(request)
        return rows if user.is_superuser else rows.filter(user__organ__in=user.organ_ids)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).has_perm("cases.delete_token")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The one table with a door to delete: a key that is out of use keeps no record alive."""
        return admin.ModelAdmin.get_actions(self, request)

    @admin.action(description=_("撤销所选的令牌（立即失效，不能恢复）"), permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Token]) -> HttpResponse | None:
        """Django's own, with its question: its page answers to this name only."""
        return delete_selected(self, request, queryset)

    @admin.display(description=_("持有人"), ordering="user__username")
    def holder(self, token: Token) -> str:
        return f"{token.user.name}（{token.user.username}）"

    @admin.display(description=_("机关"))
    def organ(self, token: Token) -> str:
        return str(token.user.organ or "")


ADMINS: tuple[tuple[Any, Any], ...] = ((Token, TokenAdmin),)
