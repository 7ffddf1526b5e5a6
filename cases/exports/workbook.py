"""The file as an Excel workbook, written row by row: memory stays flat however many cases there are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from xlsxwriter import Workbook

from cases.reports.outputs.neutral import neutral
from cases.reports.outputs.workbook import SAFE

from .columns import COLUMNS, Cell, heads


def as_xlsx(rows: Iterable[list[Cell]]) -> IO[bytes]:
    """A nameless temporary file that vanishes when the answer closes it."""
    out = tempfile.TemporaryFile()  # noqa: SIM115
    with Workbook(out, {"constant_memory": True, **SAFE}) as book:
        sheet = book.add_worksheet("案件")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 1)
        write(sheet, 0, heads(), bold, day)
        number = 0
        for number, row in enumerate(rows, start=1):
            write(sheet, number, row, None, day)
        sheet.autofilter(0, 0, number, len(COLUMNS) - 1)
    out.seek(0)
    return out


def write(sheet: Any, number: int, row: Iterable[Cell], style: Any, day: Any) -> None:
    """Dates as dates, numbers as numbers, all else as text: a cell never becomes a formula or a link."""
    for place, cell in enumerate(row):
        if isinstance(cell, date):
            sheet.write_datetime(number, place, cell, day)
        elif isinstance(cell, int):
            sheet.write_number(number, place, cell)
        elif cell:
            sheet.write_string(number, place, neutral(cell), style)
