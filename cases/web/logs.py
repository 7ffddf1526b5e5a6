"""Log lines: one JSON object each, with the request's id and without personal data."""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from cases.masks import masked

request_id: ContextVar[str] = ContextVar("request_id", default="")

FIELDS = {"method", "path", "status", "milliseconds"}


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get() or None,
            **{name: getattr(record, name) for name in sorted(FIELDS) if hasattr(record, name)},
            **_failure(record),
        }
        return masked(json.dumps(line, ensure_ascii=False, default=str))


def _failure(record: logging.LogRecord) -> dict[str, Any]:
    """Where it broke and how: no local values, and of a message only the first line (PostgreSQL quotes whole rows)."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return {}
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": f"{type(error).__name__}: {str(error).partition(chr(10))[0]}",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
