"""The record of drills: who tried out which backup, when, and what came out (恢复测试记录)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cases import clock

from . import folder
from .restore import Result

NAME = "drills.jsonl"


def note(kind: str, archive: Path, result: Result, *, seconds: float) -> dict[str, Any]:
    """One line a drill, only ever appended."""
    line = {
        "at": clock.now().isoformat(timespec="seconds"),
        "kind": kind,
        "archive": archive.name,
        "created_at": result.manifest.created_at,
        "seconds": round(seconds, 1),
        "cases": result.heads.cases,
        "events": result.heads.events,
        "papers": result.papers,
        "checksum": result.manifest.checksum,
        "ok": not result.problems,
        "problems": result.problems,
    }
    with (folder.folder() / NAME).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return line


def last() -> dict[str, Any] | None:
    path = folder.folder() / NAME
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return json.loads(lines[-1]) if lines else None
