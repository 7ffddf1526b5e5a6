"""Accounts and organs. The roles themselves are made by the program and are the same everywhere."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.models import Organ, User

from .base import BaseAdmin


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "name", "organ")


class UserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User
        fields = "__all__"


class AccountAdmin(BaseAdmin, UserAdmin):
    """An account that has worked is switched off, never deleted: its name stands in the records."""

    form, add_form = UserForm, NewUserForm
    list_display = ("username", "name", "organ", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups", "organ")
    list_select_related = ("organ",)
    search_fields = ("username", "name")
    lookups = frozenset({"is_active__exact", "groups__id__exact", "organ__id__exact"})
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("人员"), {"fields": ("name", "organ", "email")}),
        (_("权限"), {"fields": ("is_active", "groups")}),
        (_("时间"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "organ", "usable_password", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def roles(self, account: User) -> str:
        return "、".join(group.name for group in account.groups.all())

    roles.short_description = _("角色")  # type: ignore[attr-defined]


class OrganAdmin(BaseAdmin):
    list_display = ("code", "name", "institution", "number_pattern", "parent")
    list_select_related = ("parent",)


ADMINS: tuple[tuple[Any, Any], ...] = ((User, AccountAdmin), (Organ, OrganAdmin))
