"""The power goes at some system call: SQLite is replayed from a trace, with all or half of what was not flushed lost.

kill -9 does not show this: the kernel keeps what a dead process wrote. Lost are contents (by sectors of 512 bytes) and
names in the folder: a journal whose removal was not flushed comes back and rolls an acknowledged transaction back.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from . import trace
from .clients import Client, Journal, joined
from .disk import Disk
from .place import Place
from .result import Result
from .server import Server

CASES = 25
LOSSES = [(0.0, True), (0.5, True), (0.0, False), (0.5, False)]
SHAPE = re.compile(r"-p(\d+)-e(\d+)$")
WHOLE = """
SELECT c.request, (SELECT count(*) FROM cases_party p WHERE p.case_id = c.id),
  (SELECT count(*) FROM cases_event e WHERE e.case_id = c.id AND e.call = 1),
  (SELECT count(*) FROM cases_event e WHERE e.case_id = c.id), c.events_count FROM cases_case c"""


def cut_power(place: Place, token: str, *, points: int, cases: int = CASES) -> Result:
    result, journal = Result("断电重放，SQLite（出厂设置）", 0), Journal()
    before = {place.database.name: place.database.read_bytes()}
    steps = list(_recorded(place, token, journal, cases=cases))
    result.refuse(sum(step.kind == "acked" for step in steps) != len(journal.acked), "the trace is not whole")
    result.acknowledged = len(journal.acked)
    chosen = _chosen(steps, points)
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        for number, said in _crashes(before, steps, chosen, journal, Path(folder)):
            result.rounds += 1
            result.lost += said.startswith("lost")
            result.half += said.startswith("half")
            result.refuse(said, f"after system call {number}: {said}")
    losses = "未落盘的内容全失或半失，目录项保留或丢失"
    result.notes.append(f"{len(steps)} 次系统调用中的 {len(chosen)} 个断电点，各 {len(LOSSES)} 种丢失方式（{losses}）")
    return result


def _recorded(place: Place, token: str, journal: Journal, *, cases: int) -> Iterator[trace.Step]:
    """One client, one worker, one thread: the order of the answers is the order of the log."""
    log = place.folder / "strace.log"
    with Server(place, workers=1, threads=1, prefix=[*trace.STRACE, "-o", str(log)]) as server:
        client = Client(server.port, token, journal, stop=threading.Event(), cases=cases, seed=1)
        client.start()
        joined([client], seconds=600)
    yield from trace.read(log, folder=place.folder)
    log.unlink()


def _chosen(steps: list[trace.Step], points: int) -> list[int]:
    """Evenly spread, and always just after a client was told that it is done: from there nothing may be lost."""
    every = max(1, len(steps) // points)
    told = {number for number, step in enumerate(steps) if step.kind == "acked"}
    return sorted({*range(0, len(steps), every), *told})


def _crashes(
    before: dict[str, bytes], steps: list[trace.Step], chosen: list[int], journal: Journal, folder: Path
) -> Iterator[tuple[int, str]]:
    disk, acked = Disk(before), 0
    for start, end in pairwise([-1, *chosen]):
        for step in steps[start + 1 : end + 1]:
            disk.apply(step)
            acked += step.kind == "acked"
        for share, names_kept in LOSSES:
            disk.crash(folder, share=share, names_kept=names_kept, seed=end)
            yield end, _judged(folder / "db.sqlite3", journal, acked)


def _judged(path: Path, journal: Journal, acked: int) -> str:
    """Opening the file is the recovery. Empty where all is well."""
    try:
        with closing(sqlite3.connect(path)) as opened:
            said = opened.execute("PRAGMA integrity_check(1)").fetchone()[0]
            rows = opened.execute(WHOLE).fetchall()
            hashes = {row[0] for row in opened.execute("SELECT hash FROM cases_event")}
    except sqlite3.DatabaseError as error:
        return f"damage: {error}"
    if said != "ok":
        return f"damage: {said}"
    for key, people, opening, events, counted in rows:
        wanted = tuple(map(int, SHAPE.search(key).groups()))  # type: ignore[union-attr]
        if (people - 1, opening) != wanted or events != counted:
            return f"half: {key}"
    return _lost({row[0] for row in rows}, hashes, journal, acked)


def _lost(keys: set[str], hashes: set[str], journal: Journal, acked: int) -> str:
    for entry in journal.acked[:acked]:
        if entry["op"] == "create" and entry["key"] not in keys:
            return f"lost: {entry['key']}"
        if entry["op"] == "events" and not set(entry["hashes"]) <= hashes:
            return f"lost: {entry['hashes'][0]}"
    return ""


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() and shutil.disk_usage("/dev/shm").free > 1 << 28 else None
