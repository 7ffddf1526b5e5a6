"""One report, four forms: text, JSON, CSV and xlsx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cases.reports.annual import Report

from .data import as_json
from .plain import as_text
from .sheet import as_csv
from .workbook import as_xlsx

FORMATS: Final[Mapping[str, Callable[[Report], bytes]]] = MappingProxyType(
    {
        "text": lambda report: as_text(report).encode(),
        "json": lambda report: as_json(report).encode(),
        "csv": lambda report: as_csv(report),
        "xlsx": lambda report: as_xlsx(report),
    }
)
