"""Who may call what: signed in, the token's scope, the role's permission; which rows is the queryset's business."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from cases.models import Token


class HasScope(BasePermission):
    """A token does no more than it was made for; a session carries no scope and is bound by the role alone."""

    message = _("此令牌没有所需的权限范围，请换用或者新建令牌")
    code = "scope_missing"

    def has_permission(self, request: Request, view: Any) -> bool:
        return not isinstance(request.auth, Token) or scope_of(request, view) in request.auth.scopes


class HasRight(BasePermission):
    message = _("您的账户不能查看或者办理此项，需要时请与负责人联系")

    def has_permission(self, request: Request, view: Any) -> bool:
        needed = view.needs.get(view.action)
        return needed is None or request.user.has_perm(needed)


def scope_of(request: Request, view: Any) -> str:
    usual = Token.READ if request.method in SAFE_METHODS else Token.WRITE
    return str(view.scopes.get(view.action, usual))
