"""Whose name and password open the door, and which rights come with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from cases import roles


class RoleBackend(ModelBackend):
    """Rights come with roles alone: nobody has one of their own, and what a role may do is written in `cases.roles`."""

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if user_obj.is_superuser or user_obj.is_anonymous or not user_obj.is_active or obj is not None:
            return super().get_group_permissions(user_obj, obj)
        return roles.rights(user_obj.roles)
