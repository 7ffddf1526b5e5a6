"""xlsx: what is inside is measured first, and the reader gets to see only what was measured.

A workbook of one kilobyte can claim a cell in the last row and column and make a reader reserve gigabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final
from xml.parsers import expat

from .files import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table, is_blank, too_many_columns, too_many_rows
from .problems import ImportRefused

MAX_ENTRIES = 500
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ELEMENTS = 4_000_000
MAX_RATIO = 300
SMALL = 1024 * 1024
CHUNK = 256 * 1024
PARTS: Final = frozenset(
    {
        "[content_types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedstrings.xml",
        "xl/styles.xml",
    }
)
SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
BROKEN = "文件不是有效的 Excel 文件，可能已损坏，请用 Excel 打开后另存为 .xlsx 再导入。"
SUSPECT = "文件解开后异常庞大，没有读取。请只保留台账一张工作表，另存为新的 .xlsx 后再导入。"
BAD_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def read(data: bytes) -> Table:
    name, rows = _sheet(measured(data))
    lines = _numbered(rows)
    first = next(lines, None)
    if first is None:
        raise ImportRefused.because("文件是空的，没有任何内容，请核对是否选错了文件。")
    header = ["" if cell is None else str(cell).strip() for cell in first.cells]
    while header and not header[-1]:
        header.pop()
    return Table(header, _cut(lines, len(header)), note=f"读取的是第一张工作表“{name}”" if name else "")


def measured(data: bytes) -> bytes:
    """The parts that hold text, checked and packed anew, so that no size is taken on trust. Raises ImportRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _repacked(archive)
    except BAD_ZIP:
        raise ImportRefused.because(BROKEN) from None


def _repacked(archive: zipfile.ZipFile) -> bytes:
    entries = archive.infolist()
    total, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or (total > SMALL and total > MAX_RATIO * max(packed, 1)):
        raise ImportRefused.because(SUSPECT)
    if len({entry.filename for entry in entries}) < len(entries):
        raise ImportRefused.because(BROKEN)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in entries:
            name = entry.filename.lower()
            if name in PARTS or SHEET.fullmatch(name):
                content = archive.read(entry)
                Measure(content, sheet=name not in PARTS)
                copy.writestr(entry.filename, content)
    return out.getvalue()


class Measure:
    """Walks a part of the workbook: well-formed, without a document type, a sheet within our rows and columns."""

    def __init__(self, content: bytes, *, sheet: bool) -> None:
        self.elements = self.rows = self.cells = 0
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self.start_in_sheet if sheet else self.start
        try:
            for offset in range(0, len(content), CHUNK):
                parser.Parse(content[offset : offset + CHUNK], False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise ImportRefused.because(BROKEN) from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise ImportRefused.because(SUSPECT)

    def start_in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        """`row` and `c` may say where they stand; where they do not, they follow the one before."""
        self.start(name, attributes)
        local = name.rpartition(":")[2]
        if local == "row":
            self.rows, self.cells = self.rows + 1, 0
            if not _within(attributes.get("r", "1"), MAX_ROWS + 1) or self.rows > MAX_ROWS + 1:
                raise too_many_rows()
        elif local == "c":
            self.cells += 1
            found = PLACE.fullmatch(attributes.get("r", "A1"))
            if found is None or not _within(found[2], MAX_ROWS + 1):
                raise too_many_rows()
            if column_number(found[1]) > MAX_COLUMNS or self.cells > MAX_COLUMNS:
                raise too_many_columns()


def _refuse_doctype(*_: Any) -> None:
    raise ImportRefused.because(BROKEN)


def _within(number: str, most: int) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 9 and int(number) <= most


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _sheet(data: bytes) -> tuple[str, Iterator[Sequence[Cell]]]:
    """The name of the first sheet, if there are several, and its rows, from the first row on."""
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of the Rust reader is no Exception
        raise ImportRefused.because(BROKEN) from None
    return sheet.name if len(book.sheet_names) > 1 else "", iter(rows)


def _numbered(rows: Iterator[Sequence[Cell]]) -> Iterator[Row]:
    for line, cells in enumerate(rows, start=1):
        if not is_blank(cells):
            yield Row(line, cells)


def _cut(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """Without the empty cells to the right of the header, which Excel keeps when a column was once used."""
    for row in rows:
        yield Row(row.line, row.cells[:width] if is_blank(row.cells[width:]) else row.cells)
