"""`quickstart` serves in a process of its own; the README's session with the API works as it is printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

SENTENCE = "全年受理行政复议申请40件,立案31件,办结24件,纠错率12.5%。组织参加行政诉讼16件。"
START = [sys.executable, "-u", "manage.py", "quickstart"]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "KEYS_DIR")}
    return {**kept, "VAR_DIR": str(folder), "LOG_LEVEL": "WARNING"}


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*START, *options],
        cwd=settings.BASE_DIR,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=obey_interrupts,
    )


def obey_interrupts() -> None:
    """A shell makes what it runs in the background deaf to Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[str], subprocess.Popen[str]]]:
    """The address, what was said so far, and the process; it is killed if it does not stop by itself."""
    port = free_port()
    process = start(folder, "--no-samples", "--port", str(port))
    try:
        said = []
        while not said or "网页已打开" not in said[-1]:
            assert process.stdout
            line = process.stdout.readline()
            assert line, "".join(said)
            said.append(line)
        yield f"http://127.0.0.1:{port}", said, process
    finally:
        process.kill()
        process.wait()


def status(address: str) -> int:
    """Only this machine is asked, whatever proxy is set."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=30) as response:
        return int(response.status)


def test_port_in_use_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(tmp_path, "--port", str(port))
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 1 and f"端口 {port} 已被占用" in out and "Traceback" not in out
    assert not (tmp_path / "db.sqlite3").exists()


def test_unreachable_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    away = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    done = subprocess.run(
        [*START, "--no-serve"],
        cwd=settings.BASE_DIR,
        env={**environment(tmp_path), "DATABASE_URL": away},
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 1 and "数据库无法使用" in said and "Traceback" not in said


@pytest.mark.slow
def test_serves_until_ctrl_c(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, said, process):
        assert f"{SENTENCE}\n" in said
        assert status(f"{address}/healthz/ready") == status(f"{address}/") == 200
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
        assert process.returncode == 0 and "已停止" in rest and "Traceback" not in rest


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="needs curl and bash")
def test_session_of_the_readme_works_as_printed(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, said, _process):
        out = run_session(address, passwords("".join(said)))
    objects = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    *recorded, stale, impossible, deadlines, report = objects
    assert [answer["events"][0]["kind"] for answer in recorded] == [
        "filed", "copy_sent", "answered", "concluded", "served",
    ]  # fmt: skip
    assert (stale["status"], impossible["status"], impossible["code"]) == (412, 422, "already_closed")
    assert all(row["article"] and row["explanation"] for row in deadlines["results"])
    assert shown(report) == ((1, 1, 1), {"name": "direct", "n": 1, "d": 1, "percent": "100.0"})


def run_session(address: str, passwords: dict[str, str]) -> str:
    text = (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8")
    session = next(block for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) if "API=" in block)
    for role in ("clerk", "supervisor"):
        session = session.replace(f"{role.upper()}_PASSWORD=...", f"{role.upper()}_PASSWORD={passwords[role]}")
    session = session.replace("http://127.0.0.1:8000", address)
    kept = {**os.environ, "no_proxy": "127.0.0.1"}
    done = subprocess.run(["bash", "-c", session], env=kept, capture_output=True, timeout=120, check=True)
    return done.stdout.decode()


def passwords(said: str) -> dict[str, str]:
    return dict(re.findall(r"^  (clerk|supervisor|administrator) +(\S+) ", said, re.MULTILINE))


def shown(report: dict[str, Any]) -> tuple[tuple[int, ...], dict[str, Any]]:
    counts = tuple(report["counts"][name] for name in ("accepted", "filed", "concluded"))
    return counts, {name: report["rates"][0][name] for name in ("name", "n", "d", "percent")}
