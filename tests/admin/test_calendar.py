"""The working-day calendar: what a change moves is shown before it is saved, and logged when it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import accounts, calendars, roles
from cases.models import CalendarNotice, Case, ChangeLog, Organ
from cases.rules.facts import Fact
from cases.rules.terms import Kind

TITLE = "示例数据：县政府办关于调休的通知"
DAYS = {"first": "2026-11-24", "last": "2026-11-25", "kind": "rest", "name": "示例节", "title": TITLE}


@pytest.fixture
def at_calendar(organ: Organ) -> Client:
    user = accounts.create(organ, role=roles.ADMINISTRATOR, username="admin", name="郑示例", password="Passw0rd!-示例")
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(user, backend="cases.backends.RoleBackend")
    return client


@pytest.fixture
def filed(open_case: Callable[..., Case]) -> Case:
    """The copy is due on the 25th (第四十八条)."""
    return open_case(Fact(Kind.RECEIVED, date(2026, 11, 16)), Fact(Kind.FILED, date(2026, 11, 16)))


def confirm(client: Client, shown: Any) -> Any:
    return client.post("/calendar/load/", dict(shown.context["form"].initial), follow=True)


def notice(year: int, *days: tuple[str, str]) -> SimpleUploadedFile:
    data = {"year": year, "title": TITLE, "days": [{"date": day, "kind": kind, "name": "示例节"} for day, kind in days]}
    return SimpleUploadedFile("notice.json", json.dumps(data).encode(), "application/json")


def test_month_shows_holidays_and_make_up_days_in_words(at_calendar: Client) -> None:
    page = at_calendar.get("/calendar/?month=2026-10")
    cells = {cell.day: cell for week in page.context["weeks"] for cell in week}
    assert (cells[date(2026, 10, 1)].words, cells[date(2026, 10, 1)].tone) == ("休", "rest")
    assert "国庆" in cells[date(2026, 10, 1)].name
    work = [cell for cell in cells.values() if cell.tone == "work"]
    assert work and all(cell.words == "班" and cell.workday for cell in work)
    assert at_calendar.get("/calendar/?month=nonsense").context["month"] == date(2026, 11, 1)
    assert at_calendar.get("/calendar/?month=2026-12&day=2026-12-31").status_code == 200


def test_effect_is_shown_and_nothing_is_kept(at_calendar: Client, filed: Case) -> None:
    shown = at_calendar.post("/calendar/days/", DAYS)
    assert shown.status_code == 200
    moved = [(shift.old, shift.new) for shift in shown.context["shifts"] if shift.kind == "copy"]
    assert moved == [(date(2026, 11, 25), date(2026, 11, 27))]
    assert filed.number not in shown.text  # who looks after the calendar sees no case
    assert calendars.current().is_workday(date(2026, 11, 24))
    filed.refresh_from_db()
    assert filed.due_on == date(2026, 11, 25)


def test_saving_moves_the_cases_and_logs_each_move(at_calendar: Client, filed: Case) -> None:
    shown = at_calendar.post("/calendar/days/", DAYS)
    response = confirm(at_calendar, shown)
    assert f"已保存“{TITLE}”" in response.text
    filed.refresh_from_db()
    assert filed.due_on == date(2026, 11, 27)
    row = ChangeLog.objects.get(field="copy")
    assert (row.object_id, row.old, row.new, row.reason) == (filed.number, "2026-11-25", "2026-11-27", TITLE)
    assert row.by and row.by.username == "admin"
    holidays = calendars.current()
    assert not holidays.is_workday(date(2026, 11, 24))
    assert not holidays.is_workday(date(2026, 10, 1))  # the rest of the year stays


def test_day_goes_back_to_the_plain_week(at_calendar: Client, organ: Organ) -> None:
    plain = {**DAYS, "first": "2026-10-01", "last": "2026-10-01", "kind": "plain", "name": ""}
    confirm(at_calendar, at_calendar.post("/calendar/days/", plain))
    assert calendars.current().is_workday(date(2026, 10, 1))


def test_calendar_changed_meanwhile_is_shown_anew(at_calendar: Client, filed: Case) -> None:
    first = at_calendar.post("/calendar/days/", DAYS)
    confirm(at_calendar, at_calendar.post("/calendar/days/", {**DAYS, "first": "2026-11-25"}))
    response = confirm(at_calendar, first)
    assert "日历刚被他人改动" in response.text
    assert calendars.current().is_workday(date(2026, 11, 24))


def test_notice_of_a_new_year_is_loaded_from_a_file(at_calendar: Client, filed: Case) -> None:
    shown = at_calendar.post("/calendar/notice/", {"file": notice(2027, ("2027-01-01", "rest"))})
    assert shown.context["notice"].year == 2027
    confirm(at_calendar, shown)
    assert CalendarNotice.objects.filter(year=2027).exists()
    assert "还没有载入" not in at_calendar.get("/calendar/?month=2027-01").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first": ""}, "请填写日期"),
        ({"last": "2026-11-01"}, "不能早于起始日期"),
        ({"last": "2027-01-03"}, "请按年分别调整"),
        ({"first": "2026-01-01"}, "一次最多调整 31 天"),
        ({"title": ""}, "请填写此项"),
        ({"kind": ""}, "请选择此项"),
        ({"first": "2027-03-01", "last": "2027-03-01"}, "2027年的放假通知还没有载入"),
    ],
)
def test_bad_change_is_said_and_nothing_kept(at_calendar: Client, change: dict[str, str], sentence: str) -> None:
    notices = CalendarNotice.objects.count()
    response = at_calendar.post("/calendar/days/", {**DAYS, **change})
    assert response.status_code == 422
    assert sentence in response.text
    assert CalendarNotice.objects.count() == notices


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"year": 2027}', b"[]"], ids=str)
def test_bad_file_is_said(at_calendar: Client, content: bytes) -> None:
    file = SimpleUploadedFile("notice.json", content, "application/json")
    assert at_calendar.post("/calendar/notice/", {"file": file}).status_code == 422
    assert at_calendar.post("/calendar/notice/").status_code == 422


def test_forged_confirmation_keeps_nothing(at_calendar: Client, organ: Organ) -> None:
    response = at_calendar.post("/calendar/load/", {"notice": "{}"}, follow=True)
    assert "没有保存" in response.text


def test_clerks_look_and_do_not_touch(at_desk: Client, filed: Case) -> None:
    page = at_desk.get("/calendar/")
    assert page.status_code == 200
    assert "查看影响" not in page.text
    for door in ("days", "notice", "load"):
        assert at_desk.post(f"/calendar/{door}/", DAYS).status_code == 403
