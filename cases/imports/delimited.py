"""Comma-separated text: UTF-8 with or without BOM, or GB18030 as Excel writes it in China."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from .files import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Table, is_blank, too_many_columns, too_many_rows
from .problems import ImportRefused

UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(data: bytes) -> Table:
    rows = _rows(decode(data))
    first = next(rows, None)
    if first is None:
        raise ImportRefused.because("文件是空的，没有任何内容，请核对是否选错了文件。")
    header = [str(cell).strip() for cell in first.cells]
    _refuse_other_delimiters(header)
    return Table(header, rows)


def decode(data: bytes) -> str:
    """The text. Strict: a character that cannot be read is never replaced."""
    if data.startswith(UTF16) or data[:200].count(0) > 20:
        raise ImportRefused.because("文件是 UTF-16 编码，请另存为“CSV UTF-8（逗号分隔）”后再导入。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRefused.because("文件的编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8（逗号分隔）”后再导入。")


def _rows(text: str) -> Iterator[Row]:
    """Rows with the line on which each begins: a cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    csv.field_size_limit(max(MAX_CELL * 4, 131_072))
    count = line = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportRefused.because(_sentence(error), line=line) from None
        if is_blank(cells):
            continue
        count += 1
        if count > MAX_ROWS + 1:
            raise too_many_rows()
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns()
        yield Row(line, cells)


def _sentence(error: csv.Error) -> str:
    if "larger than field limit" in str(error):
        return "有一格的内容过长，可能是双引号没有成对，请检查后再导入。"
    return "双引号没有成对，或者引号后面还有文字，请检查这一行后再导入。"


def _refuse_other_delimiters(header: list[str]) -> None:
    for mark, name in ((";", "分号"), ("；", "分号"), ("\t", "制表符"), ("，", "中文逗号"), ("|", "竖线")):
        if len(header) == 1 and mark in header[0]:
            raise ImportRefused.because(f"各列之间用的是{name}，请改用英文逗号，或者另存为 .xlsx 后再导入。", line=1)
