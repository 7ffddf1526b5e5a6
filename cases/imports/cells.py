"""What one cell says: text, dates, counts. Each reader raises ValueError with a sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError

from cases.validators import plain_line, plain_text

from .files import MAX_CELL, Cell

DATE: Final = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)(?:[ T]0{1,2}:00(?::00)?)?")
COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
SEPARATOR: Final = "、"
EARLIEST: Final = date(1949, 10, 1)
EXACT: Final = 1e15
"""From here on a number in a cell of Excel has lost its last digits."""
SERIALS: Final = range(18_172, 100_000)
"""Days since 1899-12-30, as Excel counts them: from EARLIEST on."""


def text(cell: Cell) -> str:
    """The text as it was typed; only white space around it is dropped."""
    value = _shown(cell).strip()
    if len(value) > MAX_CELL:
        raise ValueError(f"超过{MAX_CELL}字，请缩短")
    try:
        plain_text(value)
    except ValidationError as error:
        raise ValueError("；".join(error.messages)) from None
    return value


def line(cell: Cell, *, longest: int) -> str:
    value = text(cell)
    try:
        plain_line(value)
    except ValidationError:
        raise ValueError("含有换行或者不可见的字符，请删除") from None
    if len(value) > longest:
        raise ValueError(f"“{value[:20]}…”有{len(value)}字，最多{longest}字")
    return value


def items(cell: Cell) -> list[str]:
    """Several names or dates in one cell, separated by 、; a place may be empty."""
    value = _shown(cell).strip()
    return [item.strip() for item in text(value).split(SEPARATOR)] if value else []


def dates(cell: Cell) -> list[date]:
    if isinstance(cell, (date, datetime, float, int)) and not isinstance(cell, bool):
        return [_from_excel(cell)]
    return [read_date(item) for item in items(cell)]


def read_date(value: str) -> date:
    """2024-03-08, 2024/3/8, 2024.3.8, 2024年3月8日 or 20240308, also in full-width digits."""
    tidy = unicodedata.normalize("NFKC", value).strip()
    found = DATE.fullmatch(tidy) or COMPACT.fullmatch(tidy)
    if found is None:
        raise ValueError(f"“{value[:30]}”不是日期，请按 2024-03-08 的样子填写")
    try:
        day = date(*(int(part) for part in found.groups() if part and part.isdigit()))
    except ValueError:
        raise ValueError(f"“{value[:30]}”没有这一天，请核对") from None
    return _plausible(day, value)


def count(cell: Cell) -> int | None:
    value = unicodedata.normalize("NFKC", text(cell))
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 5 and int(value) >= 1):
        raise ValueError(f"“{value[:20]}”须为1以上的整数")
    return int(value)


def _from_excel(cell: date | datetime | float | int) -> date:
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell.date().isoformat())
    if isinstance(cell, date):
        return _plausible(cell, cell.isoformat())
    if cell == int(cell) and int(cell) in SERIALS:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    return read_date(_shown(cell))


def _plausible(day: date, value: str) -> date:
    if day < EARLIEST:
        raise ValueError(f"“{value[:30]}”的年份不对，请核对")
    return day


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            raise ValueError("在 Excel 中被存成了数字，末几位已经丢失；请把这一列设为文本格式，再重新填写")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell)
