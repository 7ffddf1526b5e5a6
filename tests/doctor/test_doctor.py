"""Each examination finds what is wrong and says what to do; the probe answers 503 only where nobody can work."""

from __future__ import annotations

import contextlib
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from cases import clock, crypto, doctor
from cases.backups import folder
from cases.doctor import Level, backups, calendar, configuration, database, keys, storage, work
from cases.models import CalendarNotice, Case

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 20)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, settings: Any) -> None:
    for name, place in {"VAR_DIR": "var", "KEYS_DIR": "keys", "BACKUP_DIR": "backups"}.items():
        (tmp_path / place).mkdir(mode=0o700)
        setattr(settings, name, tmp_path / place)
    crypto.create_keys()


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 11, 20, 2, tzinfo=UTC))


def levels(found: Any) -> list[Level]:
    return [finding.level for finding in found]


def announce(*years: int) -> None:
    for year in years:
        CalendarNotice.objects.create(year=year, title=f"{year}年放假通知", known_from=clock.now())


# ---------- calendar ----------


def test_next_year_is_a_note_from_sixty_days_before() -> None:
    announce(2024)
    (finding,) = calendar.announced()
    assert finding.level is Level.NOTE
    assert "2025" in finding.message and "load_calendar" in finding.hint


def test_this_year_without_notice_must_be_fixed() -> None:
    announce(2025)
    assert levels(calendar.announced()) == [Level.FIX]


def test_both_years_announced_is_well() -> None:
    announce(2024, 2025)
    assert levels(calendar.announced()) == [Level.OK]


# ---------- nightly work ----------


@pytest.mark.parametrize(
    ("due", "level"), [(TODAY - timedelta(days=1), Level.FIX), (TODAY, Level.OK), (None, Level.OK)]
)
def test_refresh_that_did_not_run_is_found(monkeypatch: pytest.MonkeyPatch, due: date | None, level: Level) -> None:
    class Cases:
        @staticmethod
        def filter(next_change_on__lt: date) -> Any:
            left_out = due is not None and due < next_change_on__lt
            return type("Found", (), {"exists": staticmethod(lambda: left_out)})

    monkeypatch.setattr(work, "Case", type("Case", (), {"objects": Cases}))
    assert levels(work.refreshed()) == [level]


# ---------- backups ----------


def leave_backup(*, hours: float) -> None:
    folder.new(clock.now() - timedelta(hours=hours)).touch()


@pytest.mark.parametrize(("hours", "level"), [(1, Level.OK), (25, Level.OK), (27, Level.NOTE), (24 * 8, Level.FIX)])
def test_age_of_the_last_backup(hours: float, level: Level) -> None:
    leave_backup(hours=hours)
    assert levels(backups.recent()) == [level]


def test_no_backup_matters_once_there_are_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    assert levels(backups.recent()) == [Level.NOTE]
    monkeypatch.setattr(Case.objects, "exists", lambda: True)
    assert levels(backups.recent()) == [Level.FIX]


@pytest.mark.parametrize(
    ("last", "level"),
    [
        (None, Level.NOTE),
        ({"ok": True, "at": "2024-11-18T03:30:00+08:00", "problems": []}, Level.OK),
        ({"ok": True, "at": "2024-09-01T03:30:00+08:00", "problems": []}, Level.NOTE),
        ({"ok": False, "at": "2024-11-18T03:30:00+08:00", "problems": ["数据表 x 与备份时不符"]}, Level.FIX),
    ],
)
def test_drill(monkeypatch: pytest.MonkeyPatch, last: Any, level: Level) -> None:
    monkeypatch.setattr(backups.drills, "last", lambda: last)
    assert levels(backups.tried()) == [level]


# ---------- disk, keys, settings ----------


@pytest.mark.parametrize(("free", "level"), [(100_000_000, Level.FIX), (10**9, Level.NOTE), (10**11, Level.OK)])
def test_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    monkeypatch.setattr(storage, "free_bytes", lambda: {"数据目录": free})
    assert levels(storage.room()) == [level]


def test_keys_are_there() -> None:
    assert levels(keys.present()) == [Level.OK]


def test_missing_keys_must_be_put_back(settings: Any, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "nowhere"
    (finding,) = keys.present()
    assert finding.level is Level.FIX


def test_key_that_others_can_read_must_be_closed(settings: Any) -> None:
    for path in Path(settings.KEYS_DIR).glob("*.key"):
        path.chmod(0o644)
    (finding,) = keys.present()
    assert (finding.level, "chmod 600" in finding.message) == (Level.FIX, True)


def test_debug_must_be_switched_off(settings: Any) -> None:
    settings.DEBUG = True
    assert any(finding.level is Level.FIX and "DEBUG" in finding.message for finding in configuration.settings())


def test_other_time_zone_must_be_put_right(settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    assert levels(configuration.language_and_time()) == [Level.FIX]


# ---------- together ----------


def test_command_ends_with_one_when_something_must_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=said)
    assert ended.value.code == 1
    assert "✗ 工作日历：2024年的放假通知尚未载入" in said.getvalue()
    assert "→" in said.getvalue()


def test_command_ends_with_zero_when_nothing_must_be_fixed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]  # the browser's tests need it
    monkeypatch.setattr(database, "MOST_SECONDS", float("inf"))  # the database's clock is not the test's
    announce(2024, 2025)
    leave_backup(hours=1)
    said = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("doctor", stdout=said)
    assert "必须处理 0 项" in said.getvalue()


@pytest.mark.postgres
def test_two_clocks_that_differ_must_be_set_right() -> None:
    assert levels(database.clock_agrees()) == [Level.FIX]


def test_probe_warns_without_refusing(client: Client) -> None:
    response = client.get("/healthz/ready")
    body = response.json()
    assert (response.status_code, body["status"], body["problems"]) == (200, "warning", [])
    assert "2024年的放假通知尚未载入，涉及该年的期限均为暂定" in body["warnings"]


def test_probe_is_content_when_all_is_well(client: Client) -> None:
    announce(2024, 2025)
    leave_backup(hours=1)
    assert client.get("/healthz/ready").json() == {"status": "ok", "problems": [], "warnings": []}


def test_probe_asks_a_handful_of_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    announce(2024, 2025)
    with django_assert_max_num_queries(6):
        client.get("/healthz/ready")


def test_nothing_is_asked_of_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = doctor.Finding("数据库", Level.AWAY, "数据库无法连接", "")
    monkeypatch.setattr(database, "usable", lambda: iter([gone]))
    assert doctor.probe() == [gone]
    assert levels(doctor.examine()).count(Level.AWAY) == 1


def test_probe_shows_no_path(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "free_bytes", lambda: {"数据目录": 1000})
    text = client.get("/healthz/ready").content.decode()
    assert "数据目录只剩" in text
    assert str(tmp_path) not in text


@pytest.mark.parametrize(("host", "level"), [("", Level.NOTE), ("mail.example.gov.cn", Level.OK)])
def test_reminders_need_a_mail_server(settings: Any, host: str, level: Level) -> None:
    settings.EMAIL_HOST = host
    assert levels(configuration.mail()) == [level]
