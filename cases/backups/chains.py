"""Whether the chains of events in some database hold, and the anchor over their heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db.models import Model, Value

from cases import chain

BATCH = 2000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Counts and the Merkle root over all heads, and the cases whose chain is broken."""

    cases: int
    events: int
    root: str
    broken: list[str]

    @property
    def anchor(self) -> dict[str, Any]:
        return {"cases": self.cases, "events": self.events, "root": self.root}


def heads(*, using: str = "default", registry: Apps = apps) -> Heads:
    """What the cases say of their chains, without reading the events: quick."""
    return _heads(list(_cases(using, registry)), broken=[])


def verify(*, using: str = "default", registry: Apps = apps) -> Heads:
    """Every event is hashed again and every case compared with its last one."""
    found = dict(_chains(using, registry))
    rows = list(_cases(using, registry))
    broken = [number for pk, number, events, head in rows if found.pop(pk, (0, "")) != (events, head)]
    return _heads(rows, broken=broken + [f"#{pk}" for pk in found])


def _heads(rows: list[Row], *, broken: list[str]) -> Heads:
    root = chain.merkle_root(chain.leaf(pk, events, head) for pk, _, events, head in rows)
    return Heads(cases=len(rows), events=sum(row[2] for row in rows), root=root, broken=broken)


def _cases(using: str, registry: Apps) -> Iterator[Row]:
    model = registry.get_model("cases", "Case")
    rows = model._base_manager.using(using).order_by("pk").values_list("pk", "number", "events_count", "head")
    return rows.iterator(chunk_size=BATCH)


def _chains(using: str, registry: Apps) -> Iterator[tuple[int, tuple[int, str]]]:
    """For each case how many events it has and the last hash; an impossible hash where a link does not fit."""
    model = registry.get_model("cases", "Event")
    rows = (
        model._base_manager.using(using)
        .order_by("case_id", "seq")
        .values_list("case_id", "seq", "hash", *_sealed(model))
    )
    for case_id, events in groupby(rows.iterator(chunk_size=BATCH), key=lambda row: row[0]):
        yield case_id, _followed(events)


def _sealed(model: type[Model]) -> list[str | Value]:
    """The columns that are hashed. One that a later version added was empty, and is hashed as such."""
    present = {field.attname for field in model._meta.concrete_fields}
    return [name if name in present else Value("") for name in chain.COLUMNS]


def _followed(events: Iterator[Row]) -> tuple[int, str]:
    count, head = 0, ""
    for count, (_, seq, stored, *row) in enumerate(events, start=1):
        head = chain.digest(head, row)
        if seq != count or head != stored:
            return count, "broken"
    return count, head
