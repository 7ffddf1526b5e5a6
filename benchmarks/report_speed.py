"""The year's report against the same aggregates written by hand as SQL, and against itself with fewer other years.

    scripts/with-postgres python benchmarks/report_speed.py [CASES_A_YEAR [YEARS]]

Fills an empty database with invented case versions (one superseded and one present per case), then reports the middle
year, first with all years present, then with that year alone. Ratios of the best of several runs, on one machine.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangdu.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Agency, Case, Code, Organ
from cases.reports.annual import annual
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.terms import Outcome
from cases.versions import COLUMNS

FIRST_YEAR = 2014
RUNS = 5
BY_HAND, BY_YEARS, QUERIES = 1.5, 1.2, 12


def main(cases_a_year: int, years: int) -> int:
    if connection.vendor != "postgresql":
        sys.exit("scripts/with-postgres python benchmarks/report_speed.py")
    call_command("migrate", verbosity=0)
    organ = fill(cases_a_year, years)
    year = FIRST_YEAR + years // 2
    scope, period = Scope(organ=organ), Period.year(year)
    with CaptureQueriesContext(connection) as queries:
        report = annual(period, scope=scope)
    asked = sum(query["sql"].startswith("SELECT") for query in queries)
    check(report, by_hand(organ, period))
    ours, hand = best(lambda: annual(period, scope=scope)), best(lambda: by_hand(organ, period))
    keep_only(year)
    alone = best(lambda: annual(period, scope=scope))
    print(f"cases {cases_a_year} a year, {years} years; concluded {report.counts['concluded']} in {year}")
    print(f"report          {ours * 1000:8.0f} ms   {asked} queries (at most {QUERIES})")
    print(f"by hand         {hand * 1000:8.0f} ms   ratio {ours / hand:.2f} (at most {BY_HAND})")
    print(f"one year alone  {alone * 1000:8.0f} ms   ratio {ours / alone:.2f} (at most {BY_YEARS})")
    return int(ours / hand > BY_HAND or ours / alone > BY_YEARS or asked > QUERIES)


def best(run: Callable[[], Any]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


# ---------- filling ----------


def fill(cases_a_year: int, years: int) -> Organ:
    organ = Organ.objects.create(code="130631", name="示例数据")
    agencies = [Agency.objects.create(code=f"a{n}", name=f"机关{n}", type="county_department") for n in range(60)]
    matters = [Code.objects.create(list="matter", code=f"m{n}", label=f"事项{n}") for n in range(15)]
    fields = [Code.objects.create(list="field", code=f"f{n}", label=f"领域{n}") for n in range(40)]
    pick = {"respondent_id": agencies, "matter_id": matters, "field_id": fields}
    values = {
        **{name: one_of([row.pk for row in rows], "n * 7919") for name, rows in pick.items()},
        "organ_id": str(organ.pk),
        **days(cases_a_year),
        **terms(),
    }
    run("SET session_replication_role = replica")  # no foreign key is looked up, no trigger runs
    run(f"INSERT INTO cases_case ({', '.join(columns(Case))}) {selection(Case, values, cases_a_year * years)}")
    versions()
    run("SET session_replication_role = DEFAULT")
    for table in ("cases_case", "cases_caseversion"):
        run(f"VACUUM ANALYZE {table}")
    return organ


def one_of(values: list[Any], by: str) -> str:
    return f"(ARRAY{values})[(1 + ({by}) % {len(values)})::int]"


def days(cases_a_year: int) -> dict[str, str]:
    """Spread over the years; five in six are concluded or ended unfiled after up to 120 days, the last are pending."""
    accepted = f"date '{FIRST_YEAR}-01-01' + (n * 365.25 / {cases_a_year})::int"
    filed = f"({accepted} + 4)"
    ended = f"({filed} + 10 + ((n * 104729) % 110)::int)"
    today = f"date '{date.today()}'"
    unfiled, running = "n % 5 = 0", f"({ended} > {today} OR n % 997 = 0)"
    return {
        "accepted_on": accepted,
        "filed_on": f"CASE WHEN {unfiled} THEN NULL ELSE {filed} END",
        "closed_on": f"CASE WHEN {running} THEN NULL ELSE {ended} END",
        "concluded_on": f"CASE WHEN {unfiled} OR {running} THEN NULL ELSE {ended} END",
        "state": f"CASE WHEN {running} THEN CASE WHEN {unfiled} THEN 'accepted' ELSE 'filed' END"
        f" WHEN {unfiled} THEN 'not_filed' ELSE 'concluded' END",
        "disposition": f"CASE WHEN {unfiled} AND NOT {running} THEN 'refused' ELSE '' END",
        "outcome": f"CASE WHEN {unfiled} OR {running} THEN '' ELSE {one_of([o.value for o in Outcome], 'n * 31')} END",
        "decision_due_on": f"CASE WHEN {unfiled} THEN NULL ELSE {filed} + 60 END",
        "decision_original_due_on": f"CASE WHEN {unfiled} THEN NULL ELSE {filed} + 60 END",
        "next_change_on": "NULL",
        "recorded_at": LATER,
        "created_at": LATER,
        "last_event_on": accepted,
    }


def terms() -> dict[str, str]:
    return {
        "edition": "'2023'",
        "procedure": "CASE WHEN n % 3 = 0 THEN 'summary' ELSE 'ordinary' END",
        "stage": "'closed'",
        "channel": one_of(["in_person", "post", "online"], "n"),
        "applicant_type": "CASE WHEN n % 9 = 0 THEN 'firm' ELSE 'person' END",
        "respondent_type": "'county_department'",
        "findings": "CASE WHEN n % 20 = 0 THEN '[\"decision_late\"]' ELSE '[]' END::jsonb",
        "has_finding": "n % 20 = 0",
        "number": "'示例' || n",
        "due_key": "date '9999-12-31'",
        "applicants_count": "1",
        "version": "1",
    }


def columns(model: Any) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if not field.primary_key]


def selection(model: Any, values: dict[str, str], count: int) -> str:
    parts = [values.get(field.column) or blank(field) for field in model._meta.concrete_fields if not field.primary_key]
    return f"SELECT {', '.join(parts)} FROM generate_series(1::bigint, {count}) AS n"


def blank(field: Any) -> str:
    if field.null:
        return "NULL"
    return {"BooleanField": "false", "PositiveIntegerField": "0"}.get(field.get_internal_type(), "''")


EARLIER, LATER = "timestamptz '2020-01-01'", "timestamptz '2026-01-01'"
ALWAYS = "timestamptz '9999-12-31 00:00+00'"
AT_FIRST = {
    "filed_on": "NULL::date",
    "closed_on": "NULL::date",
    "concluded_on": "NULL::date",
    "state": "'accepted'",
    "outcome": "''",
    "disposition": "''",
}


def versions() -> None:
    """What was known at first (received, nothing more), and what is known now."""
    for since, until, given in ((EARLIER, LATER, AT_FIRST), (LATER, ALWAYS, {})):
        values = ", ".join(given.get(name, name) for name in COLUMNS)
        run(
            f"INSERT INTO cases_caseversion (case_id, known_from, known_to, {', '.join(COLUMNS)})"
            f" SELECT id, {since}, {until}, {values} FROM cases_case"
        )


def keep_only(year: int) -> None:
    run("SET session_replication_role = replica")
    run(f"DELETE FROM cases_caseversion WHERE extract(year FROM accepted_on) NOT IN ({year}, {year - 1})")
    run("SET session_replication_role = DEFAULT")
    run("VACUUM FULL ANALYZE cases_caseversion")


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


# ---------- by hand ----------

CORRECTED = (
    "outcome IN ('altered', 'revoked', 'partly_revoked', 'declared_unlawful', 'declared_void', 'ordered_to_perform')"
)
ACCEPTED, FILED = "accepted_on BETWEEN %(start)s AND %(end)s", "filed_on BETWEEN %(start)s AND %(end)s"
CLOSED, CONCLUDED = "closed_on BETWEEN %(start)s AND %(end)s", "concluded_on BETWEEN %(start)s AND %(end)s"
PRESENT = "organ_id = %(organ)s AND known_to = '9999-12-31 00:00+00' AND voided_on IS NULL"
FLOWS = f"""count(*) FILTER (WHERE {ACCEPTED}), count(*) FILTER (WHERE {FILED}),
    count(*) FILTER (WHERE {CLOSED} AND state = 'not_filed'), count(*) FILTER (WHERE {CONCLUDED}),
    count(*) FILTER (WHERE {CONCLUDED} AND {CORRECTED})"""
HEADLINE = f"""
    SELECT {FLOWS},
        count(*) FILTER (WHERE accepted_on < %(start)s AND (closed_on IS NULL OR closed_on >= %(start)s)),
        count(*) FILTER (WHERE accepted_on <= %(end)s AND (closed_on IS NULL OR closed_on > %(end)s)),
        min(accepted_on) FILTER (WHERE accepted_on <= %(end)s AND (closed_on IS NULL OR closed_on > %(end)s))
    FROM cases_caseversion
    WHERE {PRESENT} AND accepted_on <= %(end)s AND (closed_on IS NULL OR closed_on >= %(start)s)"""
GROUPS = (
    "outcome, withdrawal, ground",
    "disposition",
    "respondent_type",
    "procedure",
    "channel",
    "applicant_type",
    "matter_id",
    "field_id",
    "respondent_id",
    "handler_id",
    "findings",
    "date_trunc('month', accepted_on)",
    "date_trunc('month', filed_on)",
    "date_trunc('month', closed_on)",
)
DURATIONS = f"""
    SELECT avg(concluded_on - filed_on - stopped_days),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY concluded_on - filed_on - stopped_days)
    FROM cases_caseversion WHERE {PRESENT} AND {CONCLUDED}"""
LAWSUITS = (
    "SELECT count(*) FROM cases_litigation WHERE organ_id = %(organ)s AND received_on BETWEEN %(start)s AND %(end)s"
)


def by_hand(organ: Organ, period: Period) -> tuple[Any, ...]:
    """One query per figure block, as one would write them for a fixed report."""
    given = {"organ": organ.pk, "start": period.start, "end": period.end}
    with connection.cursor() as cursor:
        for group in GROUPS:
            cursor.execute(
                f"SELECT {group}, {FLOWS} FROM cases_caseversion"
                f" WHERE {PRESENT} AND ({ACCEPTED} OR {FILED} OR {CLOSED}) GROUP BY {group}",
                given,
            )
            cursor.fetchall()
        for query in (DURATIONS, LAWSUITS):
            cursor.execute(query, given)
            cursor.fetchall()
        cursor.execute(HEADLINE, given)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def check(report: Any, row: tuple[Any, ...]) -> None:
    names = ("accepted", "filed", "not_filed", "concluded", "corrected", "carried_in", "pending")
    assert report.counts == dict(zip(names, row, strict=False)), (report.counts, row)
    assert report.balanced


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:3]]
    sys.exit(main(*(given + [100_000, 10][len(given) :])))
