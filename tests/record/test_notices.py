"""A notice of the State Council comes, and dates move."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases import calendars, loading, notices, upkeep
from cases.models import CalendarDay, CalendarNotice, Case
from cases.rules.errors import Malformed

from .builders import TODAY, add, day, fact, opened

pytestmark = pytest.mark.django_db

SPRING = {
    "year": 2027,
    "title": "国务院办公厅关于2027年部分节假日安排的通知（示例数据）",
    "source": "https://www.gov.cn/example",
    "published_on": "2026-11-20",
    "days": [
        {"date": "2027-01-01", "name": "元旦", "kind": "rest"},
        {"date": "2027-01-04", "name": "元旦", "kind": "rest"},
        {"date": "2027-01-09", "name": "元旦", "kind": "work"},
    ],
}


@pytest.fixture
def calendar(db: None) -> None:
    loading.load_calendar()


def notice(**changes: Any) -> notices.Notice:
    return notices.parse(json.dumps({**SPRING, **changes}, ensure_ascii=False))


def load(wanted: notices.Notice) -> list[tuple[str, str, str]]:
    return [(move.kind.value, str(move.old), str(move.new)) for moves in notices.load(wanted) for move in moves]


@pytest.fixture
def due_in_january(calendar: None, organ: Any) -> Case:
    """Filed on 5 November: sixty days end on 4 January 2027, a Monday of a year without a notice."""
    return opened(organ, fact("received", "11-02"), fact("filed", "11-05"), fact("copy_sent", "11-06"))


def test_a_due_date_moves_and_is_no_longer_provisional(due_in_january: Case) -> None:
    case = due_in_january
    assert (case.decision_due_on, case.provisional) == (day("2027-01-04"), True)
    assert load(notice()) == [("decision", "2027-01-04", "2027-01-05")]
    case.refresh_from_db()
    assert (case.decision_due_on, case.provisional) == (day("2027-01-05"), False)
    assert [found for _, batch in upkeep.differences(Case.objects.all(), today=TODAY) for found in batch] == []


def test_loading_twice_changes_nothing(due_in_january: Case) -> None:
    load(notice())
    days = list(CalendarDay.objects.order_by("pk").values())
    assert load(notice()) == []
    assert list(CalendarDay.objects.order_by("pk").values()) == days
    assert CalendarNotice.objects.filter(year=2027).count() == 1


def test_a_later_notice_for_the_year_replaces_and_the_past_stays_known(due_in_january: Case, clock: Any) -> None:
    load(notice())
    before = Case.objects.get(pk=due_in_january.pk).recorded_at
    moment = CalendarNotice.objects.get(year=2027).known_from
    clock.shift(3600)
    changed = notice(days=[*SPRING["days"][:2], {"date": "2027-01-05", "name": "元旦", "kind": "rest"}])
    assert load(changed) == [("decision", "2027-01-05", "2027-01-06")]
    assert calendars.current().is_workday(day("2027-01-09")) is False
    assert calendars.as_known(moment).is_workday(day("2027-01-09")) is True
    assert 2027 not in calendars.as_known(before).known


def test_what_was_published_before_stays_in_the_versions(due_in_january: Case) -> None:
    load(notice())
    dates = due_in_january.versions.order_by("known_from").values_list("decision_due_on", flat=True)
    assert list(dates) == [day("2027-01-04"), day("2027-01-05")]


def test_only_cases_that_it_touches_are_written(calendar: None, organ: Any) -> None:
    old = opened(organ, fact("received", "2024-03-01"), fact("filed", "2024-03-05"))
    old = add(old, fact("concluded", "2024-04-01", outcome="upheld"))
    assert load(notice()) == []
    assert Case.objects.get(pk=old.pk).version == old.version


def test_a_preview_moves_nothing(due_in_january: Case) -> None:
    assert [(move.old, move.new) for move in notices.preview(notice())] == [(day("2027-01-04"), day("2027-01-05"))]
    assert Case.objects.get(pk=due_in_january.pk).decision_due_on == day("2027-01-04")
    assert 2027 not in calendars.current().known


def test_the_command_tells_old_and_new(due_in_january: Case, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "2027.json"
    file.write_text("\ufeff" + json.dumps(SPRING, ensure_ascii=False), encoding="utf-8")
    call_command("load_calendar", str(file), dry_run=True)
    call_command("load_calendar", str(file))
    told = capsys.readouterr().out
    assert told.count(f"{due_in_january.number} 作出复议决定：2027-01-04 → 2027-01-05") == 2
    assert "3 天，变动未结案件的期限 1 个。" in told


BAD = [
    ("{", "JSON"),
    ("[" * 100_000, "JSON"),
    ("[]", "对象"),
    (json.dumps({**SPRING, "extra": 1}), "对象"),
    (json.dumps({**SPRING, "year": True}), "year"),
    (json.dumps({**SPRING, "year": 1998}), "year"),
    (json.dumps({**SPRING, "title": " "}), "title"),
    (json.dumps({**SPRING, "days": []}), "days"),
    (json.dumps({**SPRING, "days": [{"date": "2027-13-01", "kind": "rest"}]}), "日期"),
    (json.dumps({**SPRING, "days": [{"date": "2027-01-01", "kind": "off"}]}), "rest 或 work"),
    (json.dumps({**SPRING, "days": [{"date": "2029-01-01", "kind": "rest"}]}), "不属于"),
    (json.dumps({**SPRING, "days": [{"date": "2027-01-01", "kind": "rest"}] * 2}), "重复"),
]


@pytest.mark.parametrize(("text", "why"), BAD)
def test_a_file_that_is_no_notice_is_refused(text: str, why: str) -> None:
    with pytest.raises(Malformed, match=why):
        notices.parse(text)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    with pytest.raises(CommandError, match="无法读取"):
        call_command("load_calendar", str(file))
    file.write_bytes("国务院办公厅关于放假的通知".encode("gb18030"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("load_calendar", str(file))


def test_every_shipped_notice_can_be_read() -> None:
    files = sorted((loading.FIXTURES / "calendar").glob("*.json"))
    assert files and all(notices.parse(file.read_text(encoding="utf-8")).days for file in files)


def test_a_change_is_seen_by_who_remembered_the_old_calendar(calendar: None) -> None:
    assert calendars.current() is calendars.current()
    before = calendars.current()
    notices.store(notice())
    assert calendars.current() is not before
    assert not calendars.current().is_workday(day("2027-01-04"))
