"""Anchors: what the log was at a moment, kept outside the database as well.

A chain alone does not notice that its tail, or all of it, is missing. So every night the head of each chain that has
grown is appended to a file, one line per case, and a line that closes the anchor:

    {"case": 12, "number": "望政复〔2026〕1号", "events": 5, "head": "…"}
    {"anchor": 3, "at": "…", "cases": 40, "events": 230, "root": "…"}

Send the file where the database's owner cannot write, or write the root into the paper log.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from cases import chain, clock, locks
from cases.models import Anchor, Case

OVERLAP = timedelta(days=1)
"""Clocks of several servers differ; a head that stands twice in the file does no harm."""
TAIL = 65536


def default_file() -> Path:
    return Path(settings.VAR_DIR) / "anchors" / "anchors.jsonl"


def create(file: Path) -> Anchor:
    """Anchors the log as it stands. Writers wait until it is done."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with transaction.atomic(), file.open("a", encoding="utf-8") as out:
        locks.standstill()
        anchor = _anchor(out, since=_last_moment(file))
        anchor.save(force_insert=True)
        _line(out, {"anchor": anchor.pk, **summary(anchor)})
        out.flush()
        os.fsync(out.fileno())
    return anchor


def summary(anchor: Anchor) -> dict[str, Any]:
    return {"at": anchor.at.isoformat(), "cases": anchor.cases, "events": anchor.events, "root": anchor.root}


def _anchor(out: IO[str], *, since: datetime | None) -> Anchor:
    anchor = Anchor(at=clock.now(), cases=0, events=0)

    def leaves() -> Iterator[bytes]:
        rows = Case.objects.order_by("pk").values_list("pk", "number", "events_count", "head", "recorded_at")
        for pk, number, events, head, recorded_at in rows.iterator(chunk_size=2000):
            anchor.cases += 1
            anchor.events += events
            if since is None or recorded_at > since:
                _line(out, {"case": pk, "number": number, "events": events, "head": head})
            yield chain.leaf(pk, events, head)

    anchor.root = chain.merkle_root(leaves())
    return anchor


def _line(out: IO[str], data: dict[str, Any]) -> None:
    out.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")


def _last_moment(file: Path) -> datetime | None:
    """From when on heads may be missing in the file: a little before its last complete anchor."""
    with file.open("rb") as data:
        data.seek(max(0, file.stat().st_size - TAIL))
        lines = data.read().decode("utf-8", errors="replace").splitlines()
    for line in reversed(lines):
        if line.startswith('{"anchor":') and line.endswith("}"):
            return datetime.fromisoformat(json.loads(line)["at"]) - OVERLAP
    return None
