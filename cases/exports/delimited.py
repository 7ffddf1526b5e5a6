"""The file as CSV: UTF-8 with the mark that Excel needs, formulas neutralised, sent line by line."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from datetime import date

from cases.reports.outputs.neutral import neutral

from .columns import Cell, heads


class Line:
    """What csv writes to: it hands each line back."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[list[Cell]]) -> Iterator[bytes]:
    writer = csv.writer(Line())
    yield codecs.BOM_UTF8 + writer.writerow(heads()).encode()
    for row in rows:
        yield writer.writerow(map(plain, row)).encode()


def plain(cell: Cell) -> str | int:
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral(cell) if isinstance(cell, str) else "" if cell is None else cell
