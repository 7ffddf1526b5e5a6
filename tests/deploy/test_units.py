"""What stands under deploy/: units and timers that systemd understands, commands that exist, folders that agree."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
TIMERS = [path for path in UNITS if path.suffix == ".timer"]
JOBS = {"refresh", "reminders", "backup", "verify"}
SYSTEMD = shutil.which("systemd-analyze")


def unit(path: Path) -> ConfigParser:
    """Keys may stand several times; the last one is seen here."""
    found = ConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(path.read_text(encoding="utf-8"))
    return found


def commands(path: Path) -> list[str]:
    return re.findall(r"^Exec\w+=(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def environment() -> dict[str, str]:
    lines = (DEPLOY / "wangdu.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_job_has_its_timer() -> None:
    assert {path.stem.removeprefix("wangdu-") for path in TIMERS} == JOBS
    assert {path.stem for path in SERVICES} == {"wangdu", *(f"wangdu-{job}" for job in JOBS)}


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.name)
def test_timer_runs_by_the_clock_of_the_law_and_makes_up_for_a_missed_night(path: Path) -> None:
    timer = unit(path)["Timer"]
    assert timer["OnCalendar"].endswith(" Asia/Shanghai")
    assert timer["Persistent"] == "true"
    assert unit(path)["Install"]["WantedBy"] == "timers.target"


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_runs_confined_and_not_as_root(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["User"] == service["Group"] == "wangdu"
    assert service["EnvironmentFile"] == "/etc/wangdu/wangdu.env"
    assert (service["UMask"], service["NoNewPrivileges"], service["ProtectSystem"]) == ("0077", "true", "strict")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_may_write_where_the_program_writes(path: Path) -> None:
    given = environment()
    assert unit(path)["Service"]["ReadWritePaths"].split() == [given["VAR_DIR"], given["BACKUP_DIR"]]
    assert given["KEYS_DIR"].startswith(unit(path)["Service"]["ReadOnlyPaths"])


def test_keys_lie_outside_of_what_is_backed_up() -> None:
    given = environment()
    assert not any(Path(given["KEYS_DIR"]).is_relative_to(given[name]) for name in ("VAR_DIR", "BACKUP_DIR"))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_commands_exist(path: Path) -> None:
    called = {match[1] for line in commands(path) if (match := re.search(r"manage\.py (\w+)", line))}
    assert called - set(get_commands()) == set()
    assert called or path.stem == "wangdu"


def test_options_of_commands_exist() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "backup", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "--keep" in done.stdout


def test_refresh_comes_first_then_the_backup() -> None:
    times = {path.stem: re.search(r"\d\d:\d\d", unit(path)["Timer"]["OnCalendar"])[0] for path in TIMERS}  # type: ignore[index]
    assert times["wangdu-refresh"] < times["wangdu-backup"] < times["wangdu-verify"] < times["wangdu-reminders"]


@pytest.mark.skipif(SYSTEMD is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.name)
def test_systemd_understands_the_time(path: Path) -> None:
    subprocess.run(["systemd-analyze", "calendar", unit(path)["Timer"]["OnCalendar"]], check=True, capture_output=True)


@pytest.mark.skipif(SYSTEMD is None, reason="needs systemd-analyze")
def test_systemd_accepts_every_unit(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(re.sub(r"/opt/wangdu/venv/bin/\w+", "/bin/true", text), encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "wangdu" in line]
    assert (done.returncode, ours) == (0, [])


def test_settings_accept_the_environment(tmp_path: Path) -> None:
    given = {**environment(), "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2, "METRICS_TOKEN": "m" * 40}
    code = "from django.conf import settings as s; print(s.BACKUP_DIR, s.SESSION_COOKIE_SECURE, s.PROXIES)"
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "wangdu.settings", **given}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["/srv/backup/wangdu", "True", "1"]


def test_gunicorn_waits_longer_than_the_database() -> None:
    gunicorn = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    assert gunicorn["worker_class"] == "gthread"
    assert gunicorn["timeout"] > 30
    assert f"proxy_read_timeout {gunicorn['timeout'] + 5}s" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert gunicorn["bind"].removeprefix("unix:").startswith("/run/wangdu/")


def test_nginx_tells_the_program_what_it_must_know() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for header in ("Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in text
    assert runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))["bind"] in text
    assert text.count("{") == text.count("}")


def test_guide_names_every_file_of_the_folder() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for path in (path for path in DEPLOY.iterdir() if path.is_file()):
        assert path.name in guide
