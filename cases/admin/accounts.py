"""Accounts and organs. The roles themselves are made by the program and are the same everywhere."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.models import Organ, User

from .base import BaseAdmin
from .who import user_of


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "name", "organ")


class UserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User
        fields = ("username", "password", "name", "organ", "email", "deputy", "away_until", "is_active", "groups")  # type: ignore[assignment]


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
        (_("代班"), {"fields": ("deputy", "away_until")}),
        (_("权限"), {"fields": ("is_active", "groups")}),
        (_("时间"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "organ", "usable_password", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """An administrator keeps the accounts of the own organ and those below, never a superuser's."""
        rows: QuerySet[User] = super().get_queryset(request).prefetch_related("groups")
        user = user_of(request)
        return rows if user.is_superuser else rows.filter(organ__in=user.organ_ids, is_superuser=False)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An account without an organ would be a superuser's, so that an administrator must name one."""
        user = user_of(request)
        if db_field.name == "organ" and not user.is_superuser:
            kwargs["queryset"], kwargs["required"] = Organ.objects.filter(pk__in=user.organ_ids), True
        if db_field.name == "deputy" and not user.is_superuser:
            kwargs["queryset"] = User.objects.filter(organ__in=user.organ_ids, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def roles(self, account: User) -> str:
        return "、".join(group.name for group in account.groups.all())

    roles.short_description = _("角色")  # type: ignore[attr-defined]


class OrganAdmin(BaseAdmin):
    list_display = ("code", "name", "institution", "number_pattern", "parent")
    list_select_related = ("parent",)


ADMINS: tuple[tuple[Any, Any], ...] = ((User, AccountAdmin), (Organ, OrganAdmin))
