"""A report as CSV: UTF-8 with the mark that Excel needs, formulas neutralised."""

from __future__ import annotations

import csv
from io import StringIO

from cases.reports.annual import Report
from cases.reports.sentence import sentence

from .neutral import neutral
from .tables import Cell, balance, tables


def as_csv(report: Report) -> bytes:
    """Table after table, each with its title and head, an empty line between."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutral(sentence(report))])
    writer.writerow([neutral(balance(report))])
    for table in tables(report):
        writer.writerows([[], [neutral(table.title)], [neutral(name) for name in table.head]])
        writer.writerows([safe(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def safe(cell: Cell) -> Cell:
    return neutral(cell) if isinstance(cell, str) else cell
