"""Importing a register against plain Django that creates the same rows one by one in one transaction.

    python benchmarks/import_speed.py [ROWS]

Both on a fresh SQLite file, in one run on one machine. The import reads and judges the file, folds every history, and
writes events with their chain, projections, versions and numbers; the comparison only inserts what came out of it.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST = 3.0


def main(rows: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        register = Path(folder) / "register.csv"
        write_register(register, rows)
        imported = timed(lambda: import_register(register))
        copies = list(all_rows())
        empty()
        plain = timed(lambda: create_one_by_one(copies))
    ratio = imported / plain
    print(f"cases                     {rows}")
    print(f"database rows             {len(copies)}")
    print(f"import                    {imported:8.2f} s   {imported / rows * 1000:6.2f} ms a case")
    print(f"plain Django, one by one  {plain:8.2f} s   {plain / rows * 1000:6.2f} ms a case")
    print(f"ratio                     {ratio:8.2f}     (at most {MOST})")
    return 0 if ratio <= MOST else 1


def prepare(folder: Path) -> None:
    os.environ.update(DJANGO_SETTINGS_MODULE="wangdu.settings", VAR_DIR=str(folder), LOG_LEVEL="ERROR")
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    from cases import crypto, founding

    crypto.create_keys()
    call_command("migrate", verbosity=0)
    pattern = "望政复〔{year}〕{serial}号"
    organ, _ = founding.begin(
        founding.TRIAL, code="130631", name="望都县人民政府", institution="", number_pattern=pattern
    )
    for _what, load, _unit in founding.reference_data(organ):
        load()


def write_register(path: Path, rows: int, *, first: int = 1) -> None:
    """The forty rows of 2023 again and again, under other numbers."""
    with (ROOT / "fixtures/wangdu-2023/register.csv").open(encoding="utf-8", newline="") as file:
        samples = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, samples[0])
        writer.writeheader()
        for place in range(rows):
            writer.writerow({**samples[place % len(samples)], "案号": f"测复〔2023〕{first + place}号"})


def timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def import_register(path: Path) -> None:
    from cases.imports.files import read_table
    from cases.imports.register import import_register
    from cases.models import Organ

    import_register(read_table(path), organ=Organ.objects.get(), by=None)


def tables() -> list[Any]:
    """In the order in which foreign keys allow them to be filled."""
    from cases.models import Act, Assignment, Case, CaseVersion, Deadline, Event, FeedEntry, Party

    return [Case, Party, Act, Act.respondents.through, Event, FeedEntry, Deadline, Assignment, CaseVersion]


def all_rows() -> Iterator[tuple[Any, dict[str, Any]]]:
    for model in tables():
        for row in model.objects.order_by("pk"):
            yield model, {column.attname: getattr(row, column.attname) for column in model._meta.concrete_fields}


def empty() -> None:
    from django.db import connection, transaction

    from cases import triggers

    with transaction.atomic(), triggers.lifted(connection):
        for model in reversed(tables()):
            model.objects.all()._raw_delete(using="default")


def create_one_by_one(copies: list[tuple[Any, dict[str, Any]]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        for model, values in copies:
            model.objects.create(**values)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
