"""Whose name and password open the door, and which rights come with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend


class RoleBackend(ModelBackend):
    """Rights come with roles alone: nobody has one of their own, and none is asked for."""

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()
