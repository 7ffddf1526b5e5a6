"""A report as an Excel workbook: a summary, and a sheet for each breakdown."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from cases.reports.annual import Report
from cases.reports.sentence import sentence

from .neutral import neutral
from .plain import width
from .tables import Table, balance, tables

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_xlsx(report: Report) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True, **SAFE}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("汇总")
        sheet.write_string(0, 0, neutral(sentence(report)), bold)
        sheet.write_string(1, 0, neutral(balance(report)))
        for table in tables(report):
            write_table(book.add_worksheet(sheet_name(table.title)), table, bold)
    return out.getvalue()


def write_table(sheet: Any, table: Table, bold: Any) -> None:
    """Numbers as numbers, all else as text: a cell never becomes a formula or a link."""
    grid = [tuple(table.head), *table.rows]
    for place, row in enumerate(grid):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(place, column, cell)
            else:
                sheet.write_string(place, column, neutral(cell), bold if place == 0 else None)
    for column in range(len(table.head)):
        sheet.set_column(column, column, min(60, 2 + max(width(row[column]) for row in grid)))
    sheet.freeze_panes(1, 1)


def sheet_name(title: str) -> str:
    """Excel allows 31 characters and none of these."""
    return re.sub(r"[\[\]:*?/\\]", "", title)[:31]
