"""What every failure says to a program (RFC 9457): a code that no language changes, and a sentence for the reader."""

from __future__ import annotations

from typing import Any, Final

from cases.web import logs

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = "urn:wangdu:problem:{code}"


def body(status: int, code: str, title: str, sentence: str, **more: Any) -> dict[str, Any]:
    return {
        "type": TYPE.format(code=code),
        "title": title,
        "status": status,
        "detail": sentence,
        "code": code,
        "article": None,
        "errors": [],
        "request_id": logs.request_id.get() or None,
        **more,
    }
