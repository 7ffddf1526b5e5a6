"""What every resource shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django_filters import BooleanFilter, Filter
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from cases.api import paging
from cases.api.errors import bad_parameter, bad_value
from cases.api.permissions import HasRight, HasScope
from cases.api.renderers import CSVRenderer
from cases.api.rows import Row
from cases.models import Case, User


class Resource(GenericViewSet):
    """`needs` and `scopes` name, per action, the role's permission and the token's scope (read or write by default).

    A query parameter that nobody reads is refused: a misspelt filter would silently show everything.
    """

    needs: ClassVar[Mapping[str, str]] = {}
    scopes: ClassVar[Mapping[str, str]] = {}
    query: ClassVar[Mapping[str, Sequence[str]]] = {}
    orderings: ClassVar[Mapping[str, tuple[str, ...]]] = {"id": ("id",), "-id": ("-id",)}
    permission_classes = [IsAuthenticated, HasScope, HasRight]
    pagination_class: Any = None
    filter_backends: Sequence[Any] = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.action:
            return  # no such method here: 405 follows
        known = self.parameters()
        for name, values in request.query_params.lists():
            if name not in known:
                raise bad_parameter(name, known=sorted(known))
            for value in values:
                self.check_parameter(name, value)

    @property
    def user(self) -> User:
        """Nobody else gets past the permissions."""
        return cast(User, self.request.user)

    def parameters(self) -> frozenset[str]:
        return frozenset(self.query.get(self.action, ()))

    def check_parameter(self, name: str, value: str) -> None:
        """An empty one is refused too: a filter that lost its value would show everything."""
        if not value:
            raise bad_value(name, _("此查询参数没有值，请填写或者去掉"), code="blank")
        if not value.isprintable():
            raise bad_value(name, _("含有不可用的字符"), code="bad_character")


class Rows(Resource):
    """A list of rows, page by page, as JSON or CSV; and one of them."""

    serializer_class: type[Row]
    pagination_class = paging.KeysetPagination
    renderer_classes = [JSONRenderer, CSVRenderer]

    def parameters(self) -> frozenset[str]:
        if self.action == "list":
            return super().parameters() | paging.PARAMETERS | frozenset(self.filters)
        return super().parameters() | ({"fields"} if self.action == "retrieve" else set())

    @property
    def filters(self) -> Mapping[str, Filter]:
        filterset = getattr(self, "filterset_class", None)
        return filterset.base_filters if filterset else {}

    def check_parameter(self, name: str, value: str) -> None:
        super().check_parameter(name, value)
        if isinstance(self.filters.get(name), BooleanFilter) and value not in ("true", "false"):
            raise bad_value(name, _("须为 true 或 false"))

    @property
    def row(self) -> type[Row]:
        return cast(type[Row], self.get_serializer_class())

    @property
    def shown(self) -> list[str]:
        return self.row.chosen(self.request.query_params.get("fields"))

    def get_renderers(self) -> list[BaseRenderer]:
        """A spreadsheet holds a list, not a case with its parts."""
        return super().get_renderers() if self.action == "list" else [JSONRenderer()]

    def list(self, request: Request, **path: Any) -> Response:
        shown, row = self.shown, self.row
        keys = {entry.lstrip("-") for order in self.orderings.values() for entry in order} | {"id"}
        found = self.filter_queryset(self.get_queryset()).values(*row.columns(shown), *keys - set(row.columns(shown)))
        paginator = paging.KeysetPagination()
        page = paginator.paginate_queryset(found, request, view=self)
        return paginator.get_paginated_response(row.of(page, shown))

    def retrieve(self, request: Request, **path: Any) -> Response:
        return Response(self.one(self.get_queryset().filter(pk=whole(path["pk"]))))

    def one(self, queryset: QuerySet[Any]) -> dict[str, Any]:
        rows = self.row.read(queryset, self.shown)
        if len(rows) != 1:
            raise Http404
        return rows[0]


class OfCase(Resource):
    """Addressed below a case: `cases/{case}/…`."""

    def case(self) -> Case:
        return find_case(self.user, self.kwargs["case"])


def find_case(user: Any, name: str) -> Case:
    """By id, or by number within the user's organ first. What one may not see answers as what is not there."""
    cases = Case.objects.visible_to(user)
    if name.isascii() and name.isdigit():
        found = list(cases.filter(pk=whole(name)))
    else:
        found = list(cases.filter(number=name)[:2]) if name.isprintable() else []
        found = [case for case in found if case.organ_id == user.organ_id] or found
    if len(found) != 1:
        raise Http404
    return found[0]


def whole(text: str) -> int:
    """An id from an address."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
