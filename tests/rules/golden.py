"""Golden timelines: whole histories with the answer that the law gives, and how an answer is compared with one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cases.rules.calendar import WorkCalendar

ROOT = Path(__file__).resolve().parents[2]
TIMELINES = ROOT / "tests" / "timelines"
DEADLINE_CASES = TIMELINES / "deadline_cases.json"
NOTICES = ROOT / "fixtures" / "calendar"
TODAY = date(2026, 11, 23)

STRUCTURED = {"deadlines", "no_deadlines", "findings", "not_findings", "flagged", "allowed"}


@dataclass(frozen=True, slots=True)
class Timeline:
    """One golden history: `expect` is a part of the answer, `error` a refusal."""

    file: str
    name: str
    article: str
    input: dict[str, Any]
    expect: dict[str, Any] | None
    error: dict[str, Any] | None

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


@cache
def timelines() -> tuple[Timeline, ...]:
    return tuple(_read())


def _read() -> Iterator[Timeline]:
    for path in sorted(TIMELINES.glob("*.json")):
        if path == DEADLINE_CASES:
            continue
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield Timeline(
                path.stem, case["name"], case["article"], case["input"], case.get("expect"), case.get("error")
            )


@cache
def work_calendar() -> WorkCalendar:
    """The calendar of every notice that the project ships."""
    notices = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(NOTICES.glob("*.json"))]
    assert notices, "fixtures/calendar 中没有放假通知"
    days = [(date.fromisoformat(day["date"]), day["kind"], day["name"]) for notice in notices for day in notice["days"]]
    return WorkCalendar(
        rest=frozenset(day for day, kind, _ in days if kind == "rest"),
        work=frozenset(day for day, kind, _ in days if kind == "work"),
        known=frozenset(notice["year"] for notice in notices),
        names={day: name for day, _, name in days},
    )


def differences(expect: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """Where an answer differs from what a timeline expects, each as one readable line."""
    return [
        *_plain(expect, answer),
        *_rows(expect.get("deadlines", ()), answer["deadlines"]),
        *_absent(expect.get("no_deadlines", ()), answer["deadlines"]),
        *_findings(expect, answer["findings"]),
        *_allowed(expect.get("allowed", {}), answer["allowed"]),
    ]


def _plain(expect: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    for name in expect.keys() - STRUCTURED:
        if answer[name] != expect[name]:
            yield f"{name}: expected {expect[name]}, got {answer[name]}"


def _rows(expected: list[dict[str, Any]], rows: list[dict[str, Any]]) -> Iterator[str]:
    for want in expected:
        same = [row for row in rows if _is_start(want, row)]
        if not any(not _row_differences(want, row) for row in same):
            got = "; ".join(str(_row_differences(want, row)) for row in same) or f"none among {_starts(rows)}"
            yield f"deadline {want['kind']} {want.get('starts_on', '')}: {got}"


def _is_start(want: dict[str, Any], row: dict[str, Any]) -> bool:
    return all(row[name] == want[name] for name in ("kind", "starts_on") if name in want)


def _row_differences(want: dict[str, Any], row: dict[str, Any]) -> dict[str, str]:
    return {
        name: f"expected {value}, got {row[name]}"
        for name, value in want.items()
        if not _agrees(name, value, row[name])
    }


def _agrees(name: str, value: Any, got: Any) -> bool:
    """An article agrees when the answer is as precise or more precise."""
    if name == "article":
        return str(got).startswith(str(value))
    return bool(got == value)


def _starts(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['kind']} {row['starts_on']}" for row in rows]


def _absent(kinds: list[str], rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        if row["kind"] in kinds:
            yield f"deadline {row['kind']} {row['starts_on']}: not expected"


def _findings(expect: dict[str, Any], findings: list[dict[str, Any]]) -> Iterator[str]:
    codes = [finding["code"] for finding in findings]
    for want in expect.get("findings", ()):
        if want not in codes and not any(finding["article"].startswith(want) for finding in findings):
            yield f"finding {want} missing among {codes}"
    for code in expect.get("not_findings", ()):
        if code in codes:
            yield f"finding {code} not expected"
    if "flagged" in expect and expect["flagged"] != bool(findings):
        yield f"flagged: expected {expect['flagged']}, got {codes}"


def _allowed(expect: dict[str, list[str]], allowed: list[str]) -> Iterator[str]:
    for kind in expect.get("includes", ()):
        if kind not in allowed:
            yield f"allowed: {kind} missing"
    for kind in expect.get("excludes", ()):
        if kind in allowed:
            yield f"allowed: {kind} not expected"
