"""What is wrong with a file, each with its line, column and reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = f"第{self.line}行" if self.line else ""
        if self.column:
            place += f"“{self.column}”"
        return f"{place}：{self.message}" if place else self.message


class ImportRefused(Exception):
    """Nothing was written. `problems` holds the first ones, `count` says how many there are."""

    def __init__(self, problems: list[Problem], *, count: int | None = None) -> None:
        self.problems = problems
        self.count = len(problems) if count is None else count
        super().__init__("\n".join(self.lines()))

    @classmethod
    def because(cls, message: str, *, line: int | None = None, column: str = "") -> ImportRefused:
        return cls([Problem(message, line, column)])

    def lines(self) -> Iterator[str]:
        """The sentences for the reader."""
        yield from map(str, self.problems)
        if self.count > len(self.problems):
            yield f"共{self.count}处问题，以上是前{len(self.problems)}处；改好后再导入，其余的会继续列出。"


@dataclass
class Problems:
    """Collects all, keeps the first: a file with a wrong column has as many problems as rows."""

    kept: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, message: str, *, line: int | None = None, column: str = "") -> None:
        self.count += 1
        if len(self.kept) < SHOWN:
            self.kept.append(Problem(message, line, column))

    def raise_any(self) -> None:
        if self.count:
            raise ImportRefused(self.kept, count=self.count)
