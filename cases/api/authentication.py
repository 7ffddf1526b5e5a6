"""Who calls: by token, or by the session of the browser."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from rest_framework.authentication import SessionAuthentication as DjangoSession
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from cases import clock
from cases.models import Token


class SessionAuthentication(DjangoSession):
    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            sentence = _("用网页登录状态写入时，须在 X-CSRFToken 中带上 CSRF 令牌；程序请改用令牌登录")
            raise PermissionDenied(sentence, "csrf_failed") from None


class TokenAuthentication(KnoxAuthentication):
    """One query, by the hash of the token: it, its user, their organ and roles.

    An expired one is refused, an account switched off with it.
    """

    def authenticate_credentials(self, token: bytes) -> tuple[Any, Token]:
        digest = hash_token(token.decode("latin-1"))
        by_role = Token.objects.select_related("user__organ").annotate(role=F("user__groups__name")).order_by("role")
        found = list(by_role.filter(digest=digest, expiry__gt=clock.now()))
        if not found or not found[0].user.is_active:
            raise AuthenticationFailed(_("令牌无效或者已过期，请重新取得"), "bad_token")
        user = found[0].user
        user.roles = tuple(row.role for row in found if row.role)
        return user, found[0]
