"""Signing in programs: a token is made with name and password once, shown once, and can be revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import clock
from cases.api import rows
from cases.api.base import Resource
from cases.api.errors import Refused
from cases.api.fields import Choice, Input, Line, Whole
from cases.api.throttles import ByLogin
from cases.models import Token

MOST = 20
LONGEST_DAYS = 365


class TokenRow(rows.Row):
    id = rows.text(source="token_key", help_text=gettext_lazy("用于撤销"))
    name = rows.text()
    scope = rows.text(help_text="read write report")
    created = serializers.DateTimeField()
    expiry = serializers.DateTimeField(allow_null=True)


class TokenList(serializers.Serializer):
    results = TokenRow(many=True)


class NewToken(Input):
    username = Line(150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False, style={"input_type": "password"})
    name = Line(50, help_text=gettext_lazy("此令牌的用途，例如：市平台同步"))
    scope = serializers.ListField(
        child=Choice(choices=Token.SCOPES), allow_empty=False, max_length=3, default=[Token.READ]
    )
    days = Whole(min_value=1, max_value=LONGEST_DAYS, default=90)


class TokenViewSet(Resource):
    """令牌：取得、列出、撤销。"""

    serializer_class = TokenRow
    scopes = {"list": Token.READ, "destroy": Token.READ}

    def get_permissions(self) -> list[Any]:
        """Asking for one is open to all; a method that there is not is answered by 405."""
        return [] if self.action in ("create", None) else [*super().get_permissions()]

    def get_authenticators(self) -> list[Any]:
        """Who asks for a token shows name and password, whatever else came along."""
        method = str(getattr(self.request, "method", "")).lower()
        asking = self.action_map.get(method) == "create"
        return [] if asking else super().get_authenticators()

    def get_throttles(self) -> list[Any]:
        return [ByLogin()] if self.action == "create" else super().get_throttles()

    def get_queryset(self) -> QuerySet[Token]:
        return Token.objects.filter(user=self.request.user.pk)

    @extend_schema(responses=TokenList, operation_id="tokens_list")
    def list(self, request: Request, **path: Any) -> Response:
        """自己的令牌。令牌本身只在取得时显示一次。"""
        return Response({"results": TokenRow.read(self.get_queryset())})

    @extend_schema(
        auth=[],
        request=NewToken,
        responses={201: inline_serializer("CreatedToken", {"token": rows.text(), **TokenRow._declared_fields})},
    )
    def create(self, request: Request, **path: Any) -> Response:
        """用户名和密码换取令牌。以后的请求带上 `Authorization: Token …`。"""
        given = NewToken.checked(request.data)
        token, text = _made(_signed_in(request, given), given)
        row = TokenRow.read(Token.objects.filter(pk=token.pk))[0]
        return Response({"token": text, **row}, status=201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, **path: Any) -> Response:
        """撤销自己的令牌，立即生效。"""
        if not self.get_queryset().filter(token_key=path["pk"]).delete()[0]:
            raise Http404
        return Response(status=204)


def _signed_in(request: Request, given: dict[str, Any]) -> Any:
    user = authenticate(request._request, username=given["username"], password=given["password"])
    if user is None:
        raise Refused(401, "bad_credentials", _("用户名或密码不正确"))
    user_logged_in.send(sender=type(user), request=request._request, user=user)
    return user


def _made(user: Any, given: dict[str, Any]) -> tuple[Token, str]:
    Token.objects.filter(user=user, expiry__lte=clock.now()).delete()
    if Token.objects.filter(user=user).count() >= MOST:
        raise Refused(422, "too_many_tokens", _("令牌已达 %(n)d 个，请先撤销不用的") % {"n": MOST})
    scope = " ".join(name for name in Token.SCOPES if name in given["scope"])
    return Token.objects.create(user, timedelta(days=given["days"]), name=given["name"], scope=scope)
