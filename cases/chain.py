"""One hash chain per case: each event carries the hash of the one before it in the same case.

    hash = sha256(hash of the previous event + canonical content), as hexadecimal text; the first has no previous one.

Canonical content is JSON without spaces, keys sorted, characters unescaped, in UTF-8. Its keys are the columns of the
event but for `id` and `hash`; columns that are empty (null, "", 0, {}) are left out, so that a column added later does
not disturb what was written before. Dates read 2024-03-01, moments are in UTC with six digits:
2024-03-01T02:03:04.000005+00:00.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from cases.models import Event

COLUMNS = tuple(column.attname for column in Event._meta.concrete_fields if column.attname not in ("id", "hash"))
_WHEN = COLUMNS.index("recorded_at")


def content(event: Event) -> dict[str, Any]:
    return dict(zip(COLUMNS, values(event), strict=True))


def values(event: Event) -> tuple[Any, ...]:
    return tuple(getattr(event, name) for name in COLUMNS)


def canonical(row: Sequence[Any]) -> bytes:
    """`row` holds the values of COLUMNS, in their order."""
    filled = {
        name: value for name, value in zip(COLUMNS, row, strict=True) if value not in (None, "", 0) and value != {}
    }
    filled["recorded_at"] = moment(row[_WHEN])
    return json.dumps(filled, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def digest(previous: str, row: Sequence[Any]) -> str:
    return hashlib.sha256(previous.encode() + canonical(row)).hexdigest()


def seal(events: Iterable[Event], *, previous: str) -> str:
    """Writes the hash into new events, in their order; returns the head of the chain."""
    for event in events:
        event.hash = previous = digest(previous, values(event))
    return previous


def leaf(case_id: int, events: int, head: str) -> bytes:
    return hashlib.sha256(b"\x00" + f"{case_id}:{events}:{head}".encode()).digest()


def merkle_root(leaves: Iterable[bytes]) -> str:
    """Pairs are hashed level by level; a leaf without a partner moves up. Memory: one hash per level."""
    levels: list[bytes | None] = []
    for item in leaves:
        _add(levels, item)
    root = b""
    for waiting in levels:
        if waiting is not None:
            root = _join(waiting, root) if root else waiting
    return root.hex() or hashlib.sha256(b"").hexdigest()


def _add(levels: list[bytes | None], item: bytes) -> None:
    for height, waiting in enumerate(levels):
        if waiting is None:
            levels[height] = item
            return
        levels[height], item = None, _join(waiting, item)
    levels.append(item)


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
