"""The statutory form in its own layout: groups over columns, a row for each 行政管理类别, the total first."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from cases.reports.statutory import Column, Form, Value

from .neutral import neutral
from .plain import table_lines, width
from .tables import Table
from .workbook import SAFE

TITLE = "行政复议案件统计报表"
NUMBER = "表号：国法复统字1号"


def lines(form: Form) -> Iterator[tuple[str, Mapping[str, Value]]]:
    yield "合计", form.totals
    yield from form.rows.items()


def verdicts(form: Form) -> list[str]:
    return form.problems or [_("各栏平衡")]


def plain(value: Value) -> int | str:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def as_text(form: Form) -> str:
    """Only rows and columns with something in them: forty-seven columns do not fit a terminal."""
    used = [column for column in form.columns if form.totals[column.key]]
    rows = [
        (label, *(plain(row[column.key]) for column in used))
        for label, row in lines(form)
        if label == "合计" or any(row.values())
    ]
    table = Table(f"{TITLE}（{NUMBER}） {form.scope.name} {form.period.words}", ("", *map(_heading, used)), rows)
    return "\n".join([*table_lines(table), "", *verdicts(form)]) + "\n"


def _heading(column: Column) -> str:
    return f"{column.group}：{column.label}" if column.group else column.label


def as_data(form: Form) -> dict[str, Any]:
    return {
        "report": "statutory",
        "organ": form.scope.name,
        "start": form.period.start.isoformat(),
        "end": form.period.end.isoformat(),
        "known_at": form.known_at.isoformat() if form.known_at else None,
        "columns": [{"key": column.key, "group": column.group, "label": column.label} for column in form.columns],
        "rows": [{"label": label, **{key: plain(value) for key, value in row.items()}} for label, row in lines(form)],
        "balanced": not form.problems,
        "problems": form.problems,
    }


def as_json(form: Form) -> str:
    return json.dumps(as_data(form), ensure_ascii=False, indent=2) + "\n"


def as_csv(form: Form) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([TITLE, NUMBER, neutral(form.scope.name), form.period.words])
    writer.writerow(["", *(column.group for column in form.columns)])
    writer.writerow(["行政管理类别", *(neutral(column.label) for column in form.columns)])
    for label, row in lines(form):
        writer.writerow([neutral(label), *(plain(row[column.key]) for column in form.columns)])
    writer.writerows([neutral(verdict)] for verdict in verdicts(form))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(form: Form) -> bytes:
    """Landscape A3 with merged headings and the numbers of the columns, ready to print."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, **SAFE}) as book:
        sheet = book.add_worksheet("国法复统字1号")
        cell = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2, 4)
        sheet.write_string(0, 0, TITLE, book.add_format({"bold": True, "font_size": 16}))
        sheet.write_string(1, 0, neutral(f"{NUMBER}　填报单位：{form.scope.name}　{form.period.words}"))
        _write_heads(sheet, form, cell)
        last = _write_rows(sheet, form, cell)
        for place, verdict in enumerate(verdicts(form), start=last + 1):
            sheet.write_string(place, 0, neutral(verdict))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, len(form.columns), 6)
        sheet.freeze_panes(5, 1)
    return out.getvalue()


def _write_heads(sheet: Any, form: Form, cell: Any) -> None:
    sheet.merge_range(2, 0, 4, 0, "行政管理类别", cell)
    place = 1
    for group, columns in groupby(form.columns, key=lambda column: column.group):
        found = list(columns)
        if group and len(found) > 1:
            sheet.merge_range(2, place, 2, place + len(found) - 1, group, cell)
        for column in found:
            _write_head(sheet, place, column, group if len(found) == 1 else "", cell)
            place += 1
    sheet.set_row(3, 18 + 6 * max(width(column.label) for column in form.columns))


def _write_head(sheet: Any, place: int, column: Column, group: str, cell: Any) -> None:
    if column.group and not group:
        sheet.write_string(3, place, neutral(column.label), cell)
    else:
        sheet.merge_range(2, place, 3, place, neutral(f"{group}{column.label}"), cell)
    sheet.write_number(4, place, place, cell)


def _write_rows(sheet: Any, form: Form, cell: Any) -> int:
    line = 4
    for line, (label, row) in enumerate(lines(form), start=5):
        sheet.write_string(line, 0, neutral(label), cell)
        for place, column in enumerate(form.columns, start=1):
            sheet.write_number(line, place, float(row[column.key]), cell)
    return line
