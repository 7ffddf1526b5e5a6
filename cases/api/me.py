"""Who is calling, and what that account may do."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import rows
from cases.api.base import Resource
from cases.models import Token


class OrganRow(rows.Row):
    code = rows.text()
    name = rows.text()


class Me(serializers.Serializer):
    id = rows.number()
    username = rows.text()
    name = rows.text()
    organ = OrganRow(allow_null=True)
    roles = serializers.ListField(child=rows.text())
    permissions = serializers.ListField(child=rows.text())
    scopes = serializers.ListField(child=rows.text(), allow_null=True, help_text="会话登录为 null")


class MeViewSet(Resource):
    """当前账户。"""

    serializer_class = Me

    @extend_schema(responses=Me)
    def retrieve(self, request: Request, **path: Any) -> Response:
        """当前账户、所属机关、角色和权限。"""
        user = self.user
        organ = {"code": user.organ.code, "name": user.organ.name} if user.organ else None
        own = sorted(name for name in user.get_all_permissions() if name.startswith("cases."))
        facts = {"id": user.pk, "username": user.username, "name": user.name, "organ": organ}
        scopes = request.auth.scopes if isinstance(request.auth, Token) else None
        return Response({**facts, "roles": list(user.roles), "permissions": own, "scopes": scopes})
