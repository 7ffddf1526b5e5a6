"""CSV beside JSON: the same rows, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class CSVRenderer(BaseRenderer):
    """UTF-8 with a byte order mark, so that a spreadsheet reads the Chinese; no cell can begin a formula."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        rows = data["results"] if isinstance(data, Mapping) else data
        view = (renderer_context or {}).get("view")
        names = list(rows[0]) if rows else list(getattr(view, "shown", ()))
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([cell(row[name]) for name in names] for row in rows)
        return b"\xef\xbb\xbf" + text.getvalue().encode()


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    bare = text.lstrip("\u200b\u200c\u200d\u2060 ")
    return f"'{text}" if isinstance(value, str) and bare.startswith(FORMULA) else text
