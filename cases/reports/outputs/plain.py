"""A report as text for the terminal: the sentence first."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.reports.annual import Report
from cases.reports.sentence import sentence

from .tables import Cell, Table, balance, counts, tables


def as_text(report: Report) -> str:
    return "\n".join(lines(report)) + "\n"


def lines(report: Report) -> Iterator[str]:
    yield sentence(report)
    yield ""
    known = timezone.localtime(report.known_at or report.made_at)
    yield _("%(organ)s  %(start)s至%(end)s  数据截至%(known)s") % {
        "organ": report.scope.name,
        "start": report.period.start,
        "end": report.period.end,
        "known": f"{known:%Y-%m-%d %H:%M}",
    }
    for table in tables(report):
        if not table.rows:
            continue
        yield ""
        yield from table_lines(table)
        if table.title == counts(report).title:
            yield f"  {balance(report)}"


def table_lines(table: Table) -> Iterator[str]:
    """A title, then aligned columns; numbers to the right."""
    yield table.title
    grid = [tuple(table.head), *table.rows]
    widths = [max(width(row[place]) for row in grid) for place in range(len(table.head))]
    for row in grid:
        yield "  " + "  ".join(aligned(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()


def width(cell: Cell) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in str(cell))


def aligned(cell: Cell, size: int) -> str:
    gap = " " * (size - width(cell))
    return f"{gap}{cell}" if isinstance(cell, int) else f"{cell}{gap}"
