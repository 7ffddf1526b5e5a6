"""A full disk and failing writes: no success is answered for what is not stored, and reading goes on."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .clients import Journal, joined, writers
from .place import Place
from .result import Result
from .server import Server

WRITERS, ROOM = 6, 600_000
SHIM = Path(__file__).with_name("failing_writes.c")


@contextmanager
def small_disk(folder: Path, *, size: int) -> Iterator[Path]:
    """Raises CalledProcessError where one may not mount."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True, capture_output=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def resize(folder: Path, *, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


def fill_disk(place: Place, token: str, *, rounds: int, seconds: float = 3.0) -> Result:
    """Each round the disk is left a little room, then more of it is given back."""
    result, journal, stop, waits = Result("磁盘写满，SQLite", rounds), Journal(), threading.Event(), []
    with Server(place) as server:
        clients = writers(WRITERS, server.port, token, journal, stop=stop)
        try:
            for _ in range(rounds):
                resize(place.folder, size=_used(place.folder) + ROOM)
                full = _until_refused(journal)
                result.refuse(not full, "the disk was never full")
                time.sleep(seconds)
                status = server.get("/api/v1/cases", Authorization=f"Token {token}")[0]
                result.refuse(status != 200, f"reading answered {status} while the disk was full")
                resize(place.folder, size=1 << 30)
                waits.append(_until_accepted(journal))
        finally:
            stop.set()
            joined(clients)
    result.judge(place.inside("check", given=journal.as_given()))
    result.refuse(journal.unexpected, f"unexpected answers: {journal.unexpected[:2]}")
    result.refuse(max(waits) > 5, f"first success {max(waits):.1f} s after there was room again")
    result.notes.append(
        f"写满期间 503 共 {journal.statuses[503]} 次，读取正常；有空间后最长 {max(waits):.1f} 秒即可写入"
    )
    return result


def fail_writes(place: Place, token: str, *, seconds: float) -> Result:
    """Three of a thousand writes and one of a hundred flushes to the database fail: about every fifth transaction."""
    result, journal, stop = Result("写入失败（3‰ pwrite，1% fsync），SQLite", 1), Journal(), threading.Event()
    library = place.folder / "failing_writes.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SHIM), "-ldl"], check=True)
    plain = place.environment
    place.environment = {**plain, "LD_PRELOAD": str(library)}
    with Server(place) as server:
        place.environment = plain  # only the server is to suffer
        clients = writers(WRITERS, server.port, token, journal, stop=stop)
        time.sleep(seconds)
        stop.set()
        joined(clients)
    result.judge(place.inside("check", given=journal.as_given()))
    result.refuse(journal.unexpected, f"unexpected answers: {journal.unexpected[:2]}")
    result.refuse(not journal.statuses[503], "no write failed")
    result.notes.append(f"503 共 {journal.statuses[503]} 次，成功 {journal.statuses[201]} 次")
    return result


def _used(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _until_refused(journal: Journal) -> bool:
    before, deadline = journal.statuses[503], time.monotonic() + 60
    while time.monotonic() < deadline:
        if journal.statuses[503] > before:
            return True
        time.sleep(0.02)
    return False


def _until_accepted(journal: Journal) -> float:
    before, began = journal.statuses[201], time.monotonic()
    while journal.statuses[201] == before and time.monotonic() < began + 30:
        time.sleep(0.02)
    return time.monotonic() - began
