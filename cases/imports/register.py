"""From a file to cases: every row is read and judged before the first is written; then all are written, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from cases import calendars, clock, entries, record
from cases.application import Application, checked
from cases.models import Case, Organ, User
from cases.rules.errors import RuleError
from cases.rules.facts import Fact
from cases.rules.timeline import fold

from .applications import application
from .columns import COLUMNS, REQUIRED
from .directory import Directory, names
from .facts import Step, steps
from .files import Row, Table
from .problems import SHOWN, ImportRefused, Problem, Problems
from .row import RegisterRow

BATCH = 500
Progress = Callable[[str, int, int], None]
"""What is being done, how many rows of it are done, and of how many (0 while that is unknown)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that is fit to be written."""

    line: int
    number: str
    application: Application
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do."""

    cases: int
    years: dict[int, int]
    agencies: list[str]
    handlers: list[str]
    note: str = ""


def silent(_what: str, _done: int, _of: int) -> None:
    """No progress is shown."""


def import_register(
    table: Table, *, organ: Organ, by: User | None, dry_run: bool = False, progress: Progress = silent
) -> Report:
    """All rows of a register, or none. Raises ImportRefused with every problem that was found."""
    check_header(table.header)
    directory = Directory(organ)
    fit = Reading(table, directory).entries(progress)
    if not dry_run:
        _write(fit, directory, organ=organ, by=by, progress=progress)
    years = Counter(entry.facts[0].on.year for entry in fit)
    return Report(
        len(fit),
        dict(sorted(years.items())),
        names(directory.new_agencies.values()),
        names(directory.new_handlers.values()),
        table.note,
    )


def check_header(header: Sequence[str]) -> None:
    problems = Problems()
    for column, times in Counter(header).items():
        if not column:
            problems.add("有一列没有列名，请补上或者删除该列", line=1)
        elif column not in COLUMNS:
            problems.add(f"没有这一列。可以用的列：{'、'.join(COLUMNS)}", line=1, column=column[:30])
        elif times > 1:
            problems.add(f"重复了{times}次，只能有一列", line=1, column=column)
    for column in REQUIRED:
        if column not in header:
            problems.add("缺少这一列，案号和收件日期两列必须有；第一行须为列名", line=1, column=column)
    problems.raise_any()


class Reading:
    """Judges row after row and keeps what is wrong with any of them."""

    def __init__(self, table: Table, directory: Directory) -> None:
        self.table, self.directory = table, directory
        self.problems, self.numbers = Problems(), Numbers(directory.organ)
        self.calendar, self.today = calendars.current(), clock.today()

    def entries(self, progress: Progress) -> list[Entry]:
        """All rows. Raises ImportRefused if any is unfit."""
        fit = []
        for done, row in enumerate(self.table.rows, start=1):
            entry = self._entry(row)
            if entry is not None and not self.problems.count:
                fit.append(entry)
            if done % BATCH == 0:
                progress("核对", done, 0)
        self.numbers.check_database(self.problems)
        self.problems.raise_any()
        if not fit:
            raise ImportRefused.because("文件只有列名，没有案件，请核对是否选错了文件。")
        return fit

    def _entry(self, row: Row) -> Entry | None:
        header = self.table.header
        if len(row.cells) != len(header):
            counted = f"有{len(row.cells)}格，列名有{len(header)}个，须一致"
            self.problems.add(f"{counted}；内容中的逗号须放在双引号里", line=row.line)
            return None
        values = dict(zip(header, row.cells, strict=True))
        reader = RegisterRow(row.line, values, self.problems, today=self.today)
        number, found = self.numbers.take(reader), steps(reader)
        applied = application(reader, self.directory)
        if not reader.failed:
            self._judge(reader, found, applied)
        return None if reader.failed else Entry(row.line, number, applied, [step.fact for step in found])

    def _judge(self, row: RegisterRow, found: list[Step], applied: Application) -> None:
        """What the record would refuse, in its words, at the column that cannot be."""
        try:
            checked(applied, today=self.today)
            facts = [entries.checked(step.fact, today=self.today, event=place) for place, step in enumerate(found)]
            fold(facts, on=self.today, calendar=self.calendar)
        except RuleError as error:
            row.wrong(found[error.event].column if error.event is not None else "", _sentence(error))


class Numbers:
    """案号: each once in the file, none of them in the database."""

    def __init__(self, organ: Organ) -> None:
        self.organ = organ
        self.lines: dict[str, int] = {}

    def take(self, row: RegisterRow) -> str:
        number = row.short("案号", longest=64)
        if not number and "案号" not in row.failed:
            row.wrong("案号", "没有填写")
        elif number in self.lines:
            row.wrong("案号", f"“{number}”与第{self.lines[number]}行重复")
        elif number:
            self.lines[number] = row.line
        return number

    def check_database(self, problems: Problems) -> None:
        numbers = list(self.lines)
        for start in range(0, len(numbers), BATCH):
            known = Case.objects.filter(organ=self.organ, number__in=numbers[start : start + BATCH])
            for number in sorted(known.values_list("number", flat=True), key=self.lines.__getitem__):
                problems.add(f"“{number}”已经登记过，不能重复导入", line=self.lines[number], column="案号")


def _sentence(error: RuleError) -> str:
    return f"{error.message}（{error.article}）" if error.article else error.message


def _write(fit: Sequence[Entry], directory: Directory, *, organ: Organ, by: User | None, progress: Progress) -> None:
    with transaction.atomic():
        directory.save()
        for start in range(0, len(fit), BATCH):
            batch = fit[start : start + BATCH]
            _write_batch(batch, organ=organ, by=by)
            progress("写入", start + len(batch), len(fit))


def _write_batch(batch: Sequence[Entry], *, organ: Organ, by: User | None) -> None:
    openings = [record.Opening(entry.application, entry.facts, entry.number) for entry in batch]
    try:
        record.open_cases(organ, openings, by=by, imported=True)
    except record.BadOpenings as refused:
        raise ImportRefused(
            [Problem(_sentence(error), batch[place].line) for place, error in refused.errors[:SHOWN]],
            count=len(refused.errors),
        ) from None
    except RuleError as error:  # somebody registered one of the numbers meanwhile
        raise ImportRefused.because(_sentence(error)) from None
