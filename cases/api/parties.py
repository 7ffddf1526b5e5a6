"""The people of a case. Personal data are masked; in full only on request, with a reason, and never without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from cases import masks
from cases.api import rows
from cases.api.base import OfCase, Rows, whole
from cases.api.errors import bad_value
from cases.models import Case, Party, RevealLog
from cases.rules.terms import PartyType, Role

HIDDEN: Final[Mapping[str, Callable[[Any], Any]]] = {
    "id_number": masks.mask_number,
    "phone": masks.mask_phone,
    "address": masks.mask_address,
    "birth_on": lambda day: None,
}
SHORTEST, LONGEST = 2, 200


class PartyRow(rows.Row):
    id = rows.number()
    position = rows.number()
    role = rows.term(Role)
    type = rows.optional_term(PartyType)
    name = rows.text()
    agency = rows.optional_text(source="agency.code")
    sex = serializers.ChoiceField(choices=Party.Sex.choices, allow_null=True)
    birth_on = rows.optional_day(help_text="须要求完整显示")
    id_number = rows.text(help_text="已遮盖，例如 110105********002X")
    credit_code = rows.text()
    phone = rows.text(help_text="已遮盖")
    address = rows.text(help_text="已遮盖")
    represents = rows.optional_number(source="represents_id", help_text="所代表或者代理的当事人")
    joined_on = rows.optional_day()
    left_on = rows.optional_day()

    @classmethod
    def of(
        cls,
        rows: Iterable[dict[str, Any]],
        names: Sequence[str] | None = None,
        *,
        revealed: Iterable[str] = (),
    ) -> list[dict[str, Any]]:
        hidden = {name: mask for name, mask in HIDDEN.items() if name not in revealed}
        return [{name: _shown(hidden, name, value) for name, value in row.items()} for row in super().of(rows, names)]


def _shown(hidden: Mapping[str, Callable[[Any], Any]], name: str, value: Any) -> Any:
    return hidden[name](value) if value and name in hidden else value


REVEAL = [
    OpenApiParameter("reveal", str, description=f"要完整显示的项目，以逗号分隔：{'、'.join(HIDDEN)}"),
    OpenApiParameter("reason", str, description="查看理由，记入日志"),
]


class PartyViewSet(OfCase, Rows):
    """当事人。"""

    serializer_class = PartyRow
    needs = {"list": "cases.view_case", "retrieve": "cases.view_case"}
    query = {"retrieve": ["reveal", "reason"]}
    orderings = {"position": ("position", "id")}

    def get_queryset(self) -> QuerySet[Party]:
        return Party.objects.filter(case=self.case())

    @extend_schema(parameters=REVEAL)
    def retrieve(self, request: Request, **path: Any) -> Response:
        """一名当事人；有权限的，可以说明理由要求完整显示个人信息。"""
        case = self.case()
        found = Party.objects.filter(case=case, pk=whole(path["pk"]))
        shown = self.one(found)
        revealed = _wanted(request)
        if not revealed:
            return Response(shown)
        reason = _reason(request)
        (row,) = PartyRow.of(found.values(*PartyRow.columns(self.shown)), self.shown, revealed=revealed)
        _log(request, case, found.get(), [name for name in revealed if row.get(name)], reason)
        return Response(row)


def _wanted(request: Request) -> list[str]:
    names = [name for name in request.query_params.get("reveal", "").split(",") if name]
    for name in names:
        if name not in HIDDEN:
            raise bad_value("reveal", _("可以要求完整显示的有：%(names)s") % {"names": "、".join(HIDDEN)})
    if names and not request.user.has_perm("cases.reveal_personal"):
        raise PermissionDenied(_("您的账户不能查看完整个人信息，需要时请与负责人联系"))
    return names


def _reason(request: Request) -> str:
    reason = " ".join(request.query_params.get("reason", "").split())
    if not SHORTEST <= len(reason) <= LONGEST:
        raise bad_value("reason", _("请填写查看理由（2 至 200 字）"), code="required")
    return reason


def _log(request: Request, case: Case, party: Party, names: Sequence[str], reason: str) -> None:
    """Before the answer: what cannot be logged is not shown."""
    about = {"user": request.user, "case": case, "party": party, "reason": reason}
    address = request.META.get("REMOTE_ADDR") or None
    RevealLog.objects.bulk_create(RevealLog(**about, field=name, address=address) for name in names)
