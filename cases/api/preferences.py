"""Prefer: return=minimal (RFC 7240 §4.2): who writes and needs no more is told the key of the case alone."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import conditions, rows
from cases.models import Case

HEADER: Final = "Prefer"
APPLIED: Final = "Preference-Applied"
MINIMAL: Final = "return=minimal"
CHOICES: Final = (MINIMAL, "return=representation")


class CaseKey(rows.Row):
    """所写入的案件，不附内容。"""

    id = rows.number()
    number = rows.text(help_text="案号")
    version = rows.number(help_text="下次写入时放入 If-Match")


def minimal(request: Request) -> bool:
    """A preference that nobody knows is no mistake (RFC 7240 §2)."""
    wanted = request.headers.get(HEADER, "").lower().replace('"', "").replace(" ", "")
    return any(preference.partition(";")[0] == MINIMAL for preference in wanted.split(","))


def key_of(case: Case, *, status: int) -> Response:
    body = {"id": case.pk, "number": case.number, "version": case.version}
    response = conditions.tagged(Response(body, status=status), case.version)
    response[APPLIED] = MINIMAL
    return response


def or_key(answer: type[Any]) -> PolymorphicProxySerializer:
    """What the contract says of a call that may be answered either way."""
    return PolymorphicProxySerializer(f"{answer.__name__}OrKey", [answer, CaseKey], resource_type_field_name=None)
