"""A county with its reference data, and a way to write a register of one row or many."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cases import crypto
from cases.imports.files import read_table
from cases.imports.register import Report, import_register
from cases.models import Organ

Rows = list[dict[str, Any]]
GOOD = {"案号": "望政复〔2024〕1号", "收件日期": "2024-03-01", "立案日期": "2024-03-05", "被申请人": "望都县公安局"}


@pytest.fixture
def organ(db: None, settings: Any, tmp_path: Path, reference_data: Callable[[Organ], None]) -> Organ:
    settings.KEYS_DIR = tmp_path / "keys"
    crypto.create_keys()
    organ = Organ.objects.create(code="130631", name="望都县人民政府", institution="望都县司法局")
    reference_data(organ)
    return organ


@pytest.fixture
def bring(organ: Organ, tmp_path: Path) -> Callable[..., Report]:
    """Imports rows, or the bytes of a file."""

    def bring(content: Rows | bytes, *, name: str = "register.csv", dry_run: bool = False) -> Report:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else as_csv(content))
        return import_register(read_table(path), organ=organ, by=None, dry_run=dry_run)

    return bring


def as_csv(rows: Rows, *, encoding: str = "utf-8") -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台账")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()
