"""One row of the register: its cells read one by one, each failure noted with its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from . import cells
from .columns import TERMS
from .files import Cell, is_blank
from .problems import Problems

T = TypeVar("T")


class RegisterRow:
    """Reads cells by their column. What cannot be read is noted once and counts as empty."""

    def __init__(self, line: int, values: Mapping[str, Cell], problems: Problems, *, today: date) -> None:
        self.line, self.values, self.problems, self.today = line, values, problems, today
        self.failed: set[str] = set()

    def given(self, column: str) -> bool:
        """Whether anything stands there, readable or not."""
        return not is_blank([self.values.get(column)])

    def wrong(self, column: str, message: str) -> None:
        self.failed.add(column)
        self.problems.add(message, line=self.line, column=column)

    def text(self, column: str) -> str:
        return self._read(column, cells.text) or ""

    def short(self, column: str, *, longest: int) -> str:
        return self._read(column, lambda cell: cells.line(cell, longest=longest)) or ""

    def items(self, column: str) -> list[str]:
        return self._read(column, cells.items) or []

    def count(self, column: str) -> int | None:
        return self._read(column, cells.count)

    def dates(self, column: str) -> list[date]:
        """No day that is still to come: the register tells what happened."""
        days = self._read(column, cells.dates) or []
        late = [day for day in days if day > self.today]
        if late:
            self.wrong(column, f"{late[0]}晚于今天（{self.today}），尚未发生的事项不能导入")
            return []
        return days

    def date(self, column: str) -> date | None:
        days = self.dates(column)
        if len(days) > 1:
            self.wrong(column, "只能填写一个日期")
        return days[0] if days else None

    def term(self, column: str) -> str:
        """A code by its label or itself, else "" with a note of what may be written."""
        value = self.text(column)
        words = TERMS[column]
        if value and value not in words:
            known = "、".join(dict.fromkeys(word for word in words if not word.isascii()))
            self.wrong(column, f"没有“{value[:20]}”，可以填写：{known}")
            return ""
        return words[value] if value else ""

    def _read(self, column: str, reader: Callable[[Cell], T]) -> T | None:
        try:
            return reader(self.values.get(column))
        except ValueError as error:
            self.wrong(column, str(error))
            return None
