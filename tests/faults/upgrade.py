"""An upgrade on a filled database, killed in the middle and run again: every old value stays."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from .clients import Journal, joined, writers
from .cluster import Cluster
from .place import ROOT, Place
from .result import Result
from .server import Server

CASES = 400
NEXT = {"DJANGO_SETTINGS_MODULE": "upgrade_settings"}
Renew = Callable[[int], None]


def upgrade_sqlite(place: Place, token: str, *, rounds: int, cases: int = CASES) -> Result:
    journal = _fill(place, token, cases)
    filled = place.folder / "filled.sqlite3"
    shutil.copyfile(place.database, filled)

    def renew(_: int) -> None:
        place.database.with_name("db.sqlite3-journal").unlink(missing_ok=True)
        shutil.copyfile(filled, place.database)

    return _upgrade(place, journal, renew, rounds=rounds, name="升级中断，SQLite")


def upgrade_postgres(place: Place, cluster: Cluster, token: str, *, rounds: int, cases: int = CASES) -> Result:
    journal = _fill(place, token, cases)

    def renew(number: int) -> None:
        place.environment["DATABASE_URL"] = cluster.copy(f"round{number}")

    return _upgrade(place, journal, renew, rounds=rounds, name="升级中断，PostgreSQL")


def _fill(place: Place, token: str, cases: int) -> Journal:
    journal = Journal()
    with Server(place) as server:
        joined(writers(4, server.port, token, journal, cases=cases // 4, stop=threading.Event()), seconds=600)
    return journal


def _upgrade(place: Place, journal: Journal, renew: Renew, *, rounds: int, name: str) -> Result:
    result, chance, cut = Result(name, rounds), random.Random(1), 0
    before = place.inside("checksum")
    renew(0)
    whole = _timed(place)
    result.refuse(place.inside("checksum") != before, "the upgrade changed old values")
    for number in range(1, rounds + 1):
        renew(number)
        cut += _killed(place, after=chance.uniform(0.4, 1.0) * whole)
        _timed(place)
        result.refuse(place.inside("checksum") != before, f"round {number} changed old values")
    result.judge(place.inside("check", given=journal.as_given()))
    result.refuse(not cut, "no upgrade was cut short")
    result.notes.append(
        f"{before['counts']['cases_case']} 件案件；{cut} 轮在迁移中被终止，重跑后旧数据逐表校验值不变，触发器齐全"
    )
    return result


def _migration(place: Place) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
    environment = {**place.environment, **NEXT}
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stderr=subprocess.PIPE)


def _timed(place: Place) -> float:
    began, running = time.monotonic(), _migration(place)
    _, said = running.communicate(timeout=300)
    if running.returncode:
        raise RuntimeError(said.decode(errors="replace")[-2000:])
    return time.monotonic() - began


def _killed(place: Place, *, after: float) -> bool:
    """Whether there was still something to kill."""
    running = _migration(place)
    time.sleep(after)
    alive = running.poll() is None
    if alive:
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    return alive
