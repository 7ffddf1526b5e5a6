"""Reference data from `fixtures/` into the tables: what is missing is added, what is there stays as it is.

Calendar, agencies and codes can be edited by an administrator; loading them again must not undo that.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cases import lawsuits, notices
from cases.models import (
    Agency,
    CalendarNotice,
    Case,
    Code,
    Litigation,
    Organ,
    PublishedFigure,
)
from cases.rules.calendar import WorkCalendar

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
YEAR_2023 = FIXTURES / "wangdu-2023"
INSTANCES = {"一审": "first", "二审": "second", "再审": "retrial"}


def read_json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


# ---------- calendar ----------


def shipped_notices() -> list[notices.Notice]:
    return [notices.parse(path.read_text(encoding="utf-8")) for path in sorted((FIXTURES / "calendar").glob("*.json"))]


def shipped_calendar() -> WorkCalendar:
    """The calendar without a database."""
    shipped = shipped_notices()
    days = [(day, kind, name) for notice in shipped for day, (kind, name) in notice.days.items()]
    return WorkCalendar(
        rest=frozenset(day for day, kind, _ in days if kind == "rest"),
        work=frozenset(day for day, kind, _ in days if kind == "work"),
        known=frozenset(notice.year for notice in shipped),
        names={day: name for day, _, name in days},
    )


def load_calendar() -> int:
    """Adds the notices of years that have none; says how many. Open cases that a new year touches are recomputed."""
    present = set(CalendarNotice.objects.values_list("year", flat=True))
    missing = [notice for notice in shipped_notices() if notice.year not in present]
    for notice in missing:
        deque(notices.load(notice), maxlen=0)
    return len(missing)


# ---------- agencies and codes ----------


@transaction.atomic
def load_agencies(organ: Organ) -> int:
    """The directory belongs to one county: another organ begins with an empty one."""
    shipped = read_json(FIXTURES / "agencies.json")
    if shipped["organ"] != organ.code:
        return 0
    entries = {entry["code"]: entry for entry in shipped["agencies"]}
    present = set(Agency.objects.values_list("code", flat=True))
    made = {code: _agency(entry, organ) for code, entry in entries.items() if code not in present}
    Agency.objects.bulk_create(made.values())
    by_code = {agency.code: agency for agency in Agency.objects.filter(code__in=entries)}
    for code in made:
        if entries[code]["successor"]:
            Agency.objects.filter(code=code).update(successor=by_code[entries[code]["successor"]])
    return len(made)


def _agency(entry: Mapping[str, Any], organ: Organ) -> Agency:
    plain = {name: entry[name] for name in ("code", "name", "short_name", "type", "valid_from", "valid_to")}
    competent = f"{entry['competent']}（{entry['article']}）"
    return Agency(**plain, organ=organ if entry["inside"] else None, competent=competent)


def _code_entries() -> Iterator[dict[str, Any]]:
    for path in sorted((FIXTURES / "codes").glob("*.json")):
        yield from read_json(path)["codes"]


@transaction.atomic
def load_codes() -> int:
    present = set(Code.objects.values_list("list", "code"))
    plain = ("list", "code", "label", "order", "active")
    missing = [entry for entry in _code_entries() if (entry["list"], entry["code"]) not in present]
    Code.objects.bulk_create(
        Code(**{name: entry[name] for name in plain}, statutory=entry.get("statutory") or "") for entry in missing
    )
    return len(missing)


@lru_cache
def aliases(list_: str) -> Mapping[str, str]:
    """Other usual words for the codes of a list, as registers write them."""
    return {word: entry["code"] for entry in _code_entries() if entry["list"] == list_ for word in entry["aliases"]}


# ---------- the published year and its lawsuits ----------


@transaction.atomic
def load_published(organ: Organ) -> int:
    """What the county printed about 2023, beside which the computed figures are shown."""
    report = read_json(YEAR_2023 / "published.json")
    source = f"{report['title']}（{report['publisher']}，{report['published_on']}）"
    made = 0
    for figure in report["figures"]:
        _, created = PublishedFigure.objects.get_or_create(
            organ=organ,
            start=report["period"]["start"],
            end=report["period"]["end"],
            indicator=figure["indicator"],
            source=source,
            defaults={"value": figure["printed"], "quote": report["quote"]},
        )
        made += created
    return made


@transaction.atomic
def load_litigation(organ: Organ) -> int:
    rows = list(read_csv(YEAR_2023 / "litigation.csv"))
    present = set(Litigation.objects.filter(organ=organ).values_list("number", flat=True))
    numbers = [row["复议案号"] for row in rows if row["复议案号"]]
    by_number = {case.number: case for case in Case.objects.filter(organ=organ, number__in=numbers)}
    made = [_litigation(row, organ, by_number) for row in rows if row["案号"] not in present]
    lawsuits.add(made)
    return len(made)


def _litigation(row: Mapping[str, str], organ: Organ, by_number: Mapping[str, Case]) -> Litigation:
    appeared = {"是": True, "否": False}.get(row["负责人出庭"])
    return Litigation(
        organ=organ,
        case=by_number.get(row["复议案号"]),
        number=row["案号"],
        court=row["法院"],
        instance=INSTANCES[row["审级"]],
        plaintiff=row["原告"],
        defendant=row["被告"],
        after_reconsideration=row["是否经复议"] == "是",
        head_appeared=appeared,
        received_on=row["收到日期"],
        ended_on=row["结案日期"] or None,
        result=row["结果"],
        note="；".join(filter(None, (row["案由"], row["备注"]))),
    )
