"""`manage.py assess`: one JSON object alone on standard output, and an exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from cases.management.commands import assess
from cases.rules.calendar import WorkCalendar

Ask = Callable[..., tuple[int, dict[str, Any]]]
EXAMPLE = b'{"events":[{"kind":"received","on":"2024-02-07"}],"on":"2024-02-21"}'


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsysbinary: Any) -> Ask:
    """Gives the command its input; returns the exit status and the object that it printed."""
    from cases import loading

    monkeypatch.setattr(assess, "calendar", loading.shipped_calendar)

    def ask(content: bytes, *, file: str = "-") -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        try:
            call_command("assess", file)
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        out, _err = capsysbinary.readouterr()
        assert out.endswith(b"}\n") and out.count(b"\n") == 1
        return status, json.loads(out)

    return ask


def test_example_is_deemed_filed_on_the_last_day_of_screening(ask: Ask) -> None:
    status, answer = ask(EXAMPLE)
    assert status == 0
    assert (answer["state"], answer["deemed_filed"], answer["filed_on"]) == ("filed", True, "2024-02-20")
    decision = next(row for row in answer["deadlines"] if row["kind"] == "decision")
    assert (decision["due_on"], decision["article"]) == ("2024-04-22", "第六十二条第一款")


def test_answer_has_the_agreed_keys_and_is_chinese_text(ask: Ask, capsysbinary: Any) -> None:
    _, answer = ask(b'{"events": []}')
    assert list(answer) == [
        "state", "stage", "edition", "accepted_on", "filed_on", "deemed_filed", "concluded_on",
        "deadlines", "findings", "allowed", "next_change_on",
    ]  # fmt: skip
    assert (answer["state"], answer["allowed"]) == (None, ["received"])


def test_impossible_history_ends_with_2(ask: Ask) -> None:
    status, answer = ask(b'{"events":[{"kind":"received","on":"2024-03-01"},{"kind":"resumed","on":"2024-03-04"}]}')
    assert status == 2
    assert answer == {
        "code": "not_suspended",
        "article": "第三十九条",
        "message": "本案没有中止，不能恢复审理",
        "event": 1,
    }


MALFORMED = {
    "nothing": (b"", "bad_json"),
    "torn": (b'{"events": [', "bad_json"),
    "NaN": (b'{"events": [NaN]}', "bad_json"),
    "Infinity": (b'{"events": [], "on": -Infinity}', "bad_json"),
    "deep": (b"[" * 100_000, "bad_json"),
    "deep and closed": (b'{"events":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "bad_json"),
    "large number": (b'{"events": ' + b"9" * 10_000 + b"}", "bad_json"),
    "no UTF-8": ('{"events": "中"}'.encode("gb18030"), "bad_json"),
    "list": (b"[]", "bad_input"),
    "text": (b'"received"', "bad_input"),
    "no events": (b"{}", "bad_input"),
    "unknown key": (b'{"events": [], "colour": 1}', "bad_input"),
    "unknown kind": (b'{"events": [{"kind": "eaten", "on": "2024-03-01"}]}', "unknown_kind"),
    "no such day": (b'{"events": [{"kind": "received", "on": "2024-02-30"}]}', "bad_detail"),
    "day of a week": (b'{"events": [{"kind": "received", "on": "2024-W06-3"}]}', "bad_detail"),
    "name twice": (b'{"events": [], "events": []}', "bad_json"),
    "huge": (b" " * (assess.MAX_BYTES + 1), "too_large"),
    "lone surrogate": (b'{"events": [{"kind": "\\ud800", "on": "2024-03-01"}]}', "unknown_kind"),
}


@pytest.mark.parametrize(("content", "code"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_input_ends_with_1(ask: Ask, content: bytes, code: str) -> None:
    status, answer = ask(content)
    assert (status, answer["code"]) == (1, code)
    assert set(answer) == {"code", "article", "message", "event"} and answer["message"]


def test_file_is_read_and_a_missing_one_is_named(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "案件.json"
    path.write_bytes(b"\xef\xbb\xbf" + EXAMPLE)
    assert ask(b"", file=str(path))[1]["filed_on"] == "2024-02-20"
    for missing in (tmp_path / "none.json", tmp_path):
        status, answer = ask(b"", file=str(missing))
        assert (status, answer["code"]) == (1, "unreadable")


def test_calendar_of_the_database_wins_over_the_shipped_one(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = WorkCalendar(rest=frozenset({date(2024, 3, 4)}), known=frozenset({2024}))
    monkeypatch.setattr("cases.calendars.current", lambda: edited)
    monkeypatch.setattr(assess, "_has_database", lambda: True)
    assert assess.calendar() is edited


def test_empty_calendar_of_a_new_database_gives_way_to_the_shipped_one(db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(assess, "_has_database", lambda: True)
    assert 2024 in assess.calendar().known


@pytest.mark.parametrize(("arguments", "status"), [(["-"], 0), ([], 1), (["-", "--nonsense"], 1)])
def test_fresh_clone_needs_no_database_and_makes_none(tmp_path: Path, arguments: list[str], status: int) -> None:
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "assess", *arguments],
        input=EXAMPLE,
        capture_output=True,
        cwd=settings.BASE_DIR,
        env=environment,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (status, b"")
    assert json.loads(done.stdout.decode("utf-8"))
    assert not (tmp_path / "db.sqlite3").exists()
