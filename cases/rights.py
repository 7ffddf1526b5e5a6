"""Which permission a kind of event needs: one table for every door."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cases.rules.terms import Kind

HANDLE = "cases.handle_case"
NEEDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ASSIGNED: "cases.assign_case",
        Kind.CLASSIFIED: "cases.classify_case",
        Kind.VOIDED: "cases.void_case",
    }
)


def may_record(user: Any, kind: Kind) -> bool:
    return bool(user.has_perm(NEEDS.get(kind, HANDLE)))
