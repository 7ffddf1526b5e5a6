"""Measures one filled database and prints one JSON object. Started by run.py, once for each size and database.

What writes is rolled back, on both sides of each comparison: the database stays as it was generated.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
os.environ.update(DJANGO_SETTINGS_MODULE="wangdu.settings", LOG_LEVEL="ERROR")

import django

django.setup()

from django.db import connection, reset_queries, transaction
from django.db.models import Count, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from report_speed import by_hand, check
from timing import Measured, best, machine, memory_mib

from cases import calendars, clock, notices, projections, record, upkeep
from cases.application import Application, PartyData
from cases.batches import pk_ranges
from cases.exports import selection
from cases.exports.delimited import as_csv
from cases.generating import run as generating
from cases.history import load
from cases.models import (
    Act,
    Assignment,
    Case,
    CaseVersion,
    Deadline,
    Event,
    FeedEntry,
    Organ,
    Party,
    User,
)
from cases.reports.annual import annual, series
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.facts import Fact
from cases.rules.terms import Channel, Kind, PartyType, Role

TABLES = (Case, Party, Act, Act.respondents.through, Event, FeedEntry, Deadline, Assignment, CaseVersion)
YEAR = Period.year(2025)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def chosen_organ() -> int:
    """The largest; or one of a size that is common, where the cases of an organ are to be equal at every size."""
    sizes = dict(Case.objects.order_by().values_list("organ").annotate(n=Count("pk")))
    usual = os.environ.get("CASES_PER_ORGAN")
    return min(sizes, key=lambda organ: abs(sizes[organ] - int(usual)) if usual else -sizes[organ])


class Bench:
    def __init__(self) -> None:
        self.organ = Organ.objects.get(pk=chosen_organ())
        self.user = User.objects.get(organ=self.organ, username__startswith="supervisor")
        self.clerk = User.objects.filter(organ=self.organ, username__startswith="clerk").first()
        self.cases = Case.objects.filter(organ=self.organ)
        self.today = clock.today()
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.user, backend="cases.backends.RoleBackend")

    # ---------- pages ----------

    def get(self, path: str) -> Callable[[], Any]:
        def work() -> None:
            response = self.client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path} answered {response.status_code}")

        return work

    def paths(self) -> dict[str, str]:
        case = self.cases.filter(events_count__gte=8).order_by("-pk").first() or self.cases.first()
        return {
            "home page": "/?scope=all",
            "list": "/cases/",
            "list, one stage": "/cases/?stage=under_review",
            "list, overdue": "/cases/?overdue=true",
            "list, one matter by receipt": "/cases/?matter=penalty&ordering=-accepted",
            "list, two characters": f"/cases/?q={self.rare_word}",
            "case page": f"/cases/{case.pk}/",
            "interface, list of 25": "/api/v1/cases?page_size=25",
            "interface, one stage": "/api/v1/cases?page_size=25&stage=under_review",
            "interface, one case": f"/api/v1/cases/{case.pk}",
        }

    def pages(self) -> Iterator[Measured]:
        word, number = self.rare_word, self.cases.order_by("-pk").values_list("number", flat=True)[0]
        for name, path in self.paths().items():
            work = self.get(path)
            work()
            [seconds], queries = best(work, rounds=15), self.queries(work)
            hand = best(lambda sent=queries: self.send(sent), rounds=15)[0]
            yield Measured(name, seconds, hand, "its statements sent by hand", note=f"{len(queries)} statements")
        found = self.search(word)
        exact = self.cases.filter(number=number).values_list("pk", flat=True)
        ours, limit = best(lambda: list(found.all()), lambda: list(exact.all()), rounds=40)
        note = f"{found.count()} found"
        yield Measured("search, two characters", ours, limit, "exact look-up by number", goal=3, note=note)

    def search(self, word: str) -> QuerySet[Any]:
        return (
            Case.objects.visible_to(self.user)
            .search(word, organ=self.user.only_organ)
            .by_due()
            .values_list("pk", flat=True)[:200]
        )

    @cached_property
    def rare_word(self) -> str:
        """Two characters that at most 200 cases hold."""
        rare = ("欧阳", "上官", "司徒", "诸葛", "慕容", "尉迟", "呼延", "东方", "公孙", "宇文", "董雨", "卢帆", "任泽")
        counts = {word: self.cases.search(word).count() for word in rare}
        return max((word for word in counts if counts[word] <= 200), key=lambda word: counts[word])

    def queries(self, work: Callable[[], Any]) -> list[tuple[str, Any]]:
        """The statements that read, with their parameters filled in."""
        reset_queries()
        with CaptureQueriesContext(connection) as caught:
            work()
        return [query["sql"] for query in caught.captured_queries if query["sql"].startswith("SELECT")]

    def send(self, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()

    # ---------- writing ----------

    def create(self) -> Measured:
        agency = self.organ.agencies.first()
        applicant = PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name="测速甲（示例）")
        application = Application(parties=[applicant], respondents=[agency], channel=Channel.POST, lead=self.clerk)
        facts = [Fact(Kind.RECEIVED, self.today - timedelta(days=3))]

        def ours() -> Case:
            return record.open_case(self.organ, application, facts, by=self.clerk)

        with undone():
            case = ours()
            copies = self.rows([case.pk])
        return self.compared("create a case", ours, lambda: plain(copies), "plain Django, the same rows", count=10)

    def append(self) -> Measured:
        picked = list(Case.objects.filter(stage="under_review").select_related("organ").order_by("-pk")[:12])
        heard = [Fact(Kind.OPINION_HEARD, self.today)]
        with undone():
            made = [self.appended(case, heard) for case in picked]

        def ours() -> None:
            for case in picked:
                record.record(case, heard, by=self.clerk, version=case.version)

        def hand() -> None:
            for case, rows, columns in made:
                with transaction.atomic():
                    Case.objects.filter(pk=case.pk).update(**columns)
                    CaseVersion.objects.filter(case=case, known_to__year=9999).update(known_to=clock.now())
                    plain(rows)

        return self.compared("append an event", ours, hand, "plain Django, the same rows", 1, goal=2, units=len(picked))

    def appended(self, case: Case, facts: list[Fact]) -> tuple[Any, list[Any], dict[str, Any]]:
        """What recording these facts inserts, and the columns of the case afterwards."""
        before = {model: set(self.keys(model, [case.pk])) for model in TABLES}
        after = record.record(case, facts, by=self.clerk, version=case.version)
        rows = [row for row in self.rows([case.pk]) if row[1][row[0]._meta.pk.attname] not in before[row[0]]]
        names = [field.attname for field in Case._meta.concrete_fields if field.attname != "id"]
        return case, rows, {name: getattr(after, name) for name in names}

    def compared(
        self, name: str, ours: Any, limit: Any, against: str, count: int, *, units: int = 1, **more: Any
    ) -> Measured:
        def undoing(work: Callable[[], Any]) -> Callable[[], None]:
            def repeat() -> None:
                with undone():
                    for _time in range(count):
                        with transaction.atomic():
                            work()
                            if count > 1:
                                transaction.set_rollback(True)

            return repeat

        first, second = best(undoing(ours), undoing(limit), rounds=7)
        share = count * units
        return Measured(name, first / share, second / share, against, units=share, **more)

    def keys(self, model: Any, cases: list[int]) -> list[int]:
        return list(self.of(model, cases).values_list("pk", flat=True))

    def of(self, model: Any, cases: list[int]) -> QuerySet[Any]:
        column = {Case: "pk", Act.respondents.through: "act__case", FeedEntry: "event__case"}.get(model, "case")
        return model.objects.filter(**{f"{column}__in": cases}).order_by("pk")

    def rows(self, cases: list[int]) -> list[tuple[Any, dict[str, Any]]]:
        return [
            (model, {column.attname: getattr(row, column.attname) for column in model._meta.concrete_fields})
            for model in TABLES
            for row in self.of(model, cases)
        ]

    # ---------- many at once ----------

    def generate(self) -> Measured:
        parts = [generating.Slice(self.organ.pk, 2024, month, 60, 900_000 + 100 * month, 500) for month in range(1, 9)]
        work = generating.Work(parts, 99, clock.now())
        with undone():
            last = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
            generating.write(work)
            copies = self.rows(list(Case.objects.filter(pk__gt=last).values_list("pk", flat=True)))
        cases = sum(part.cases for part in parts)
        note = f"{len(copies) / cases:.0f} rows a case"
        found = self.compared(
            "generate", lambda: generating.write(work), lambda: bulk(copies), "bulk_create", 1, goal=4
        )
        return Measured(
            "generate, a case", found.seconds / cases, (found.limit or 0) / cases, found.against, 4, 1, note
        )

    def import_register(self, rows: int) -> Measured:
        from import_speed import write_register

        from cases.imports.files import MAX_ROWS, read_table
        from cases.imports.register import import_register

        folder, files = Path(os.environ["VAR_DIR"]), []
        for first in range(1, rows + 1, MAX_ROWS):
            files.append(folder / f"register-{first}.csv")
            write_register(files[-1], min(MAX_ROWS, rows + 1 - first), first=first)

        def ours() -> None:
            for file in files:
                import_register(read_table(file), organ=self.organ, by=None)

        with undone():
            last = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
            ours()
            copies = self.rows_after(last)
        name, against = "import, a row", "bulk_create of the same rows"
        if connection.vendor == "sqlite":  # rows that name undone accounts make it search every table: import_speed.py
            return Measured(name, best(lambda: self.undo(ours), rounds=2)[0] / rows, units=rows)
        rounds = 1 if rows > 10_000 else 2
        first, second = best(lambda: self.undo(ours), lambda: self.undo(lambda: bulk(copies)), rounds=rounds)
        return Measured(name, first / rows, second / rows, against, 3, rows)

    def rows_after(self, last: int) -> list[tuple[Any, dict[str, Any]]]:
        found = []
        for ids in pk_ranges(Case.objects.filter(pk__gt=last)):
            found += self.rows(ids)
        return sorted(found, key=lambda row: TABLES.index(row[0]))

    def undo(self, work: Callable[[], Any]) -> None:
        with undone():
            work()

    def check(self) -> Measured:
        cases = Case.objects.filter(pk__in=list(Case.objects.order_by("-pk").values_list("pk", flat=True)[:3000]))

        def ours() -> None:
            for _seen, found in upkeep.differences(cases, today=self.today):
                if found:
                    raise RuntimeError(str(found[0]))

        def limit() -> None:
            for ids in pk_ranges(cases):
                rows = list(Case.objects.filter(pk__in=ids).order_by("pk"))
                load(ids)
                for model, columns in ((Deadline, projections.DEADLINE), (Assignment, projections.ASSIGNMENT)):
                    upkeep._stored(model, columns, rows)
                upkeep._stored(CaseVersion, upkeep.versions.COLUMNS, rows, known_to=upkeep.FOREVER)

        ours()
        first, second = best(ours, limit, rounds=3)
        return Measured("check_cases, a case", first / 3000, second / 3000, "reading the same rows", 3, 3000)

    def refresh(self) -> Measured:
        """As if nobody had refreshed for three weeks."""
        day = self.today + timedelta(days=21)
        due = Case.objects.to_refresh(today=day).count() or 1

        def ours() -> None:
            for _outcome in upkeep.refresh(today=day):
                pass

        [seconds] = best(lambda: self.undo(ours), rounds=1)
        return Measured("refresh_cases, a case", seconds / due, units=due)

    def calendar(self) -> Measured:
        text = json.dumps(
            {"year": 2027, "title": "测速用（示例）", "days": [{"date": "2027-01-01", "name": "元旦", "kind": "rest"}]}
        )
        notice, touched = notices.parse(text), []

        def ours() -> None:
            first, last = notice.span
            touched.append(upkeep.touched(first, last).count() or 1)
            for _moves in notices.load(notice):
                pass

        [seconds] = best(lambda: self.undo(ours), rounds=1)
        calendars._remembered = None
        return Measured("calendar change, a case", seconds / touched[0], units=touched[0])

    # ---------- reading much ----------

    def reports(self) -> Iterator[Measured]:
        if connection.vendor == "postgresql":
            yield self.report_by_hand()
        for name, scope in (("one organ", Scope(organ=self.organ)), ("all organs", Scope())):
            yield self.report(f"year report, {name}", lambda scope=scope: annual(YEAR, scope=scope))
        years = [Period.year(year) for year in range(2021, 2026)]
        yield self.report("five years, all organs", lambda: series(Scope().versions(), years))

    def report_by_hand(self) -> Measured:
        scope = Scope(organ=self.organ)
        check(annual(YEAR, scope=scope), by_hand(self.organ, YEAR))
        ours, limit = best(lambda: annual(YEAR, scope=scope), lambda: by_hand(self.organ, YEAR), rounds=9)
        return Measured("year report", ours, limit, "SQL written by hand", goal=1.5)

    def report(self, name: str, work: Callable[[], Any]) -> Measured:
        statements = self.queries(work)
        ours, limit = best(work, lambda: self.send(statements), rounds=3)
        note = f"{len(statements)} statements"
        return Measured(name, ours, limit, "its statements sent by hand", note=note)

    def export(self) -> Measured:
        keys = list(Case.objects.order_by("due_key", "id").values_list("pk", flat=True)[:100_000])

        def ours() -> None:
            for _line in as_csv(selection.rows(keys, today=self.today)):
                pass

        statements = self.queries(lambda: list(selection.rows(keys[:500], today=self.today)))

        def limit() -> None:
            out = csv.writer(io.StringIO())
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                    out.writerows(cursor.fetchall())

        count = len(keys)
        ours_s, limit_s = best(ours, limit, rounds=2)
        return Measured("export, a row", ours_s / count, limit_s / min(500, count), "raw rows through csv", units=count)


def plain(copies: list[tuple[Any, dict[str, Any]]]) -> None:
    """One by one, with keys of their own; what must be unique is made so."""
    ids: dict[tuple[str, int], int] = {}
    for model, values in copies:
        row = model(**renamed(model, values, ids))
        row.save(force_insert=True)
        if model is not FeedEntry:
            ids[model.__name__, values["id"]] = row.pk


FOREIGN = {"case_id": "Case", "party_id": "Party", "act_id": "Act", "event_id": "Event"}


def renamed(model: Any, values: dict[str, Any], ids: dict[tuple[str, int], int]) -> dict[str, Any]:
    found = {name: value for name, value in values.items() if name != "id"}
    for name in FOREIGN.keys() & found.keys():
        found[name] = ids.get((FOREIGN[name], found[name]), found[name])
    if model is Case:
        found["number"] += "甲"
    return found


def bulk(copies: list[tuple[Any, dict[str, Any]]]) -> None:
    """With their keys: as quick as Django writes them."""
    for model in TABLES:
        objects = [model(**values) for found, values in copies if found is model]
        model.objects.bulk_create(objects, batch_size=2000 if connection.vendor == "postgresql" else None)


def main() -> None:
    with override_settings(ALLOWED_HOSTS=["*"]):
        bench, found, failed = Bench(), [], {}
        parts: list[Callable[[], Any]] = [
            *(bench.pages, bench.create, bench.append, bench.reports, bench.export),
            *(bench.check, bench.generate, bench.refresh, bench.calendar),
            partial(bench.import_register, int(os.environ.get("IMPORT_ROWS", "1000"))),
        ]
        memory = None
        for part in parts:
            name, began = getattr(part, "__name__", "import"), perf_counter()
            try:
                made = part()
                found += [made] if isinstance(made, Measured) else list(made)
            except Exception as error:  # a broken part must not hide the others
                failed[name] = f"{type(error).__name__}: {error}"[:300]
            print(f"  {name}: {perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
            memory = memory or memory_mib()
    result = {
        "database": connection.vendor,
        "cases": Case.objects.count(),
        "events": Event.objects.count(),
        "organ_cases": bench.cases.count(),
        "memory_mib": round(memory or 0, 1),
        "machine": machine(),
        "failed": failed,
        "measured": [measured.as_dict() for measured in found],
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
