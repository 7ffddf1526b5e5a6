"""A bad value stops the start with a sentence that names its variable, in Chinese and in English."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from rest_framework.renderers import BrowsableAPIRenderer
from rest_framework.settings import api_settings

from wangdu import database, environment, keys
from wangdu.environment import BadSetting

ROOT = Path(__file__).resolve().parent.parent
SECRET = "correct-horse-battery-staple-" * 3
BARE = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "SYSTEMROOT", "TMPDIR"}}


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "manage.py", *(command or ("check",))]
    return subprocess.run(arguments, cwd=ROOT, env=BARE | variables, capture_output=True, text=True, check=False)


def settings(*names: str, **variables: str) -> list[object]:
    script = f"import json; from wangdu import settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, cwd=ROOT, env=BARE | variables, capture_output=True, text=True, check=True)
    return list(json.loads(answer.stdout))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("DEBUG", "2"),
        ("BEHIND_TLS", "ja"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "https://fy.example.gov.cn"),
        ("ALLOWED_HOSTS", "fy.example.gov.cn:8000"),
        ("ALLOWED_HOSTS", "fy.example.gov.cn, a b"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("LOG_LEVEL", "LOUD"),
        ("PROXIES", "-1"),
        ("PROXIES", "²"),
        ("STATEMENT_SECONDS", "1.5"),
        ("VAR_DIR", str(ROOT / "manage.py")),
        ("DATABASE_URL", "mysql://root@localhost/wangdu"),
        ("DATABASE_URL", "wangdu"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all/db.sqlite3"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "postgresql://localhost/wangdu?fsync=off"),
        ("DATABASE_REPLICA_URL", "sqlite:////tmp/replica.sqlite3"),
        ("DATABASE_REPLICA_URL", "mysql://localhost/wangdu"),
    ],
)
def test_bad_value_stops_the_start_with_a_sentence_naming_the_variable(name: str, value: str) -> None:
    answer = start(**{name: value})
    assert answer.returncode == 1
    assert f"环境变量 {name} " in answer.stderr
    assert f"Environment variable {name} " in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://wangdu:hunter2/secret@localhost:5432/wangdu",
        "postgresql://wangdu:hunter2#secret@localhost:5432/wangdu",
        "postgresql://wangdu:hunter2?secret@localhost:5432/wangdu",
        "postgresql://wangdu:12/hunter2@localhost/wangdu",
        "postgresql://wangdu:hunter2@[::1/wangdu",
        "postgres//wangdu:hunter2@localhost/wangdu",
        "postgresql://wangdu:hunter2@localhost:70000/wangdu",
    ],
)
def test_password_is_never_printed(url: str) -> None:
    answer = start(DATABASE_URL=url)
    assert answer.returncode == 1
    assert "环境变量 DATABASE_URL " in answer.stderr
    assert "hunter2" not in answer.stderr + answer.stdout


def test_short_secret_is_not_printed() -> None:
    assert "hunter2" not in start(SECRET_KEY="hunter2").stderr


@pytest.mark.parametrize("value", ["true", "TRUE", "1", "on", " yes "])
def test_switch_on(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert environment.switch("DEBUG", default=False) is True


@pytest.mark.parametrize("value", ["false", "False", "0", "off", "no"])
def test_switch_off(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert environment.switch("DEBUG", default=True) is False


def test_empty_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", " ")
    assert environment.switch("DEBUG", default=True) is True


def test_hosts_are_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " fy.example.gov.cn , [::1],.example.cn")
    assert environment.hosts("ALLOWED_HOSTS", default=[]) == ["fy.example.gov.cn", "[::1]", ".example.cn"]


# ---------- defaults ----------


def test_defaults_are_safe_and_chinese(tmp_path: Path) -> None:
    names = ("DEBUG", "ALLOWED_HOSTS", "LANGUAGE_CODE", "TIME_ZONE", "USE_TZ", "AUTH_USER_MODEL")
    hosts = ["localhost", "127.0.0.1", "[::1]"]
    found = settings(*names, VAR_DIR=str(tmp_path))
    assert found == [False, hosts, "zh-hans", "Asia/Shanghai", True, "cases.User"]


def test_interface_speaks_json_only() -> None:
    spoken = [*api_settings.DEFAULT_RENDERER_CLASSES, *api_settings.DEFAULT_PARSER_CLASSES]
    assert {kind.media_type for kind in spoken} == {"application/json"}
    assert BrowsableAPIRenderer not in spoken


# ---------- DATABASE_URL ----------


def read(url: str, monkeypatch: pytest.MonkeyPatch, *, seconds: int = 0) -> dict[str, object]:
    monkeypatch.setenv("DATABASE_URL", url)
    return database.database(default=Path("unused"), statement_seconds=seconds)


def test_postgresql_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://wang%40du:p%2Fa%23s%3As@db.example.cn:5433/%E5%A4%8D%E8%AE%AE?sslmode=verify-full"
    parts = read(url, monkeypatch)
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "CONN_HEALTH_CHECKS", "ATOMIC_REQUESTS")
    assert [parts[name] for name in names] == ["复议", "wang@du", "p/a#s:s", "db.example.cn", 5433, True, False]
    assert parts["OPTIONS"] == {
        "sslmode": "verify-full",
        "options": "-c jit=off -c parallel_setup_cost=10000 -c join_collapse_limit=4 -c lock_timeout=10s",
    }


def test_postgresql_by_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("postgres:///wangdu?host=/run/Postgres", monkeypatch)["HOST"] == "/run/Postgres"


def test_requests_limit_their_statements_and_commands_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    serving = read("postgresql:///wangdu", monkeypatch, seconds=30)["OPTIONS"]
    command = read("postgresql:///wangdu", monkeypatch)["OPTIONS"]
    assert "-c statement_timeout=30s" in str(serving)
    assert "statement_timeout" not in str(command)


def test_sqlite_survives_a_power_cut_and_two_writers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = read(f"sqlite:///{tmp_path}/db.sqlite3", monkeypatch)
    assert parts["NAME"] == tmp_path / "db.sqlite3"
    assert parts["ATOMIC_REQUESTS"] is False
    options = parts["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["timeout"], options["transaction_mode"]) == (20, "IMMEDIATE")
    pragmas = dict(part.removeprefix("PRAGMA ").split("=") for part in options["init_command"].split(";"))
    assert pragmas["journal_mode"] == "DELETE"
    assert pragmas["synchronous"] in {"FULL", "EXTRA"}
    assert [pragmas[name] for name in ("foreign_keys", "recursive_triggers", "secure_delete")] == ["ON"] * 3


# ---------- SECRET_KEY ----------


def test_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "keys" / "secret_key"
    first = keys.secret_key(file, generate=True)
    assert keys.secret_key(file, generate=True) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


def test_key_that_others_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "secret_key"
    keys.secret_key(file, generate=True)
    file.chmod(0o644)
    with pytest.raises(BadSetting, match="chmod 600"):
        keys.secret_key(file, generate=True)


def test_loser_of_a_race_takes_the_winners_key(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    keys._write_once(file, "first")
    keys._write_once(file, "second")
    assert file.read_text() == "first"


def test_key_in_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "file").touch()
    with pytest.raises(BadSetting, match="SECRET_KEY 未设置，也无法写入"):
        keys.secret_key(tmp_path / "file" / "secret_key", generate=True)


def test_nothing_is_generated_behind_tls(tmp_path: Path) -> None:
    answer = start(BEHIND_TLS="true", VAR_DIR=str(tmp_path / "var"))
    assert answer.returncode == 1
    assert "环境变量 SECRET_KEY 未设置" in answer.stderr
    assert not (tmp_path / "var").exists()


def test_behind_tls_django_finds_nothing_to_warn_of(tmp_path: Path) -> None:
    variables = {"BEHIND_TLS": "true", "ALLOWED_HOSTS": "fy.example.cn", "SECRET_KEY": SECRET, "VAR_DIR": str(tmp_path)}
    answer = start("check", "--deploy", "--fail-level", "WARNING", **variables)
    assert answer.returncode == 0, answer.stderr
