"""A file, whatever its kind, becomes a header and rows with their line numbers; nothing of it is believed yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from .problems import ImportRefused

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELL = 5_000

Cell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    header: Sequence[str]
    rows: Iterator[Row]
    note: str = ""


def read_table(path: Path) -> Table:
    """The rows of a register. Raises ImportRefused for a file that cannot be one."""
    return read_bytes(_content(path), name=path.name)


def read_bytes(data: bytes, *, name: str) -> Table:
    """By its content, not by its name: a renamed workbook stays a workbook."""
    from . import delimited, workbook

    if len(data) > MAX_BYTES:
        raise too_large(len(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefused.because("这是旧格式（.xls）或者设有密码的文件，请另存为没有密码的 .xlsx 后再导入。")
    if data.startswith(b"PK"):
        return workbook.read(data)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise ImportRefused.because("文件不是有效的 Excel 文件，可能已损坏，请用 Excel 打开后另存为 .xlsx 再导入。")
    return delimited.read(data)


def _content(path: Path) -> bytes:
    """The size is asked before anything is read, and no more than the limit is ever read."""
    try:
        if not path.is_file():
            raise ImportRefused.because(f"找不到文件“{path}”，请核对路径。")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise too_large(size)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ImportRefused.because(f"无法读取文件“{path}”（{error.strerror}），请检查权限。") from error


def too_large(size: int) -> ImportRefused:
    most = MAX_BYTES // 1024 // 1024
    return ImportRefused.because(
        f"文件有{size / 1024 / 1024:.0f} MB，超过{most} MB 的上限，没有读取。请按年度拆分成几个文件再导入。"
    )


def too_many_rows() -> ImportRefused:
    return ImportRefused.because(f"文件超过{MAX_ROWS}行，请按年度拆分成几个文件再导入。")


def too_many_columns() -> ImportRefused:
    return ImportRefused.because(f"文件超过{MAX_COLUMNS}列，请只保留台账的列再导入。")


def is_blank(cells: Sequence[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
