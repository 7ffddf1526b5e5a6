"""Who asks: behind the login there is always a user of ours."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from cases.models import User


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)
