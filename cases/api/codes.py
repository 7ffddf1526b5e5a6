"""Code tables: the editable lists and the fixed words of the law, each with its version."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import rows
from cases.api.base import Resource
from cases.models import Code
from cases.rules import terms
from cases.rules.terms import Term

FIXED: dict[str, type[Term]] = {
    "state": terms.State,
    "stage": terms.Stage,
    "kind": terms.Kind,
    "disposition": terms.Disposition,
    "outcome": terms.Outcome,
    "withdrawal": terms.Withdrawal,
    "procedure": terms.Procedure,
    "edition": terms.Edition,
    "channel": terms.Channel,
    "role": terms.Role,
    "party_type": terms.PartyType,
    "agency_type": terms.AgencyType,
    "service_method": terms.ServiceMethod,
    "clock_reason": terms.ClockReason,
    "deadline_kind": terms.DeadlineKind,
    "deadline_status": terms.Status,
    "unit": terms.Unit,
    "bound": terms.Bound,
}


class Entry(rows.Row):
    code = rows.text()
    label = rows.text()  # type: ignore[assignment]
    active = rows.flag(help_text="停用的代码只出现在旧案件中")


class CodeList(serializers.Serializer):
    list = rows.text()
    version = rows.text(help_text="内容一变，版本就变")
    entries = Entry(many=True)


class CodeLists(serializers.Serializer):
    results = CodeList(many=True)


class CodeViewSet(Resource):
    """代码表。"""

    serializer_class = CodeList

    @extend_schema(responses=CodeLists, operation_id="codes_list")
    def list(self, request: Request, **path: Any) -> Response:
        """全部代码表及其版本。"""
        return Response({"results": _stored() + [_fixed(name) for name in FIXED]})

    @extend_schema(responses=CodeList)
    def retrieve(self, request: Request, **path: Any) -> Response:
        """一张代码表。"""
        name = path["list"]
        found = [_fixed(name)] if name in FIXED else [table for table in _stored() if table["list"] == name]
        if not found:
            raise Http404
        return Response(found[0])


def _stored() -> list[dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = {}
    versions = dict(Code.objects.order_by().values_list("list").annotate(Max("version")))
    for row in map(dict[str, Any], Code.objects.values("list", "code", "label", "active")):
        name = row.pop("list")
        tables.setdefault(name, {"list": name, "version": str(versions[name]), "entries": []})["entries"].append(row)
    return list(tables.values())


def _fixed(name: str) -> dict[str, Any]:
    entries = [{"code": member.value, "label": _(member.label), "active": True} for member in FIXED[name]]
    return {"list": name, "version": _digest(name), "entries": entries}


@cache
def _digest(name: str) -> str:
    text = "\n".join(f"{member.value} {member.label}" for member in FIXED[name])
    return hashlib.sha256(text.encode()).hexdigest()[:8]
