"""The disk that forgets, and the trace it replays: tried without any server."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import trace
from .disk import Disk
from .trace import Step

FOLDER = Path("/srv/place")


def spelt(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def left(disk: Disk, folder: Path, *, share: float = 0.0, names_kept: bool = True) -> dict[str, bytes]:
    disk.crash(folder, share=share, names_kept=names_kept, seed=1)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_flushed_stays_and_the_rest_is_lost(tmp_path: Path) -> None:
    disk = Disk({"db": b"old"})
    disk.apply(Step("write", "db", 0, b"new"))
    assert left(disk, tmp_path) == {"db": b"old"}
    disk.apply(Step("flush", "db"))
    assert left(disk, tmp_path) == {"db": b"new"}


def test_sectors_are_torn_apart(tmp_path: Path) -> None:
    disk = Disk({"db": bytes(512 * 64)})
    disk.apply(Step("write", "db", 0, b"x" * 512 * 64))
    sectors = left(disk, tmp_path, share=0.5)["db"].count(b"x") // 512
    assert 0 < sectors < 64


def test_removed_name_comes_back_until_the_folder_is_flushed(tmp_path: Path) -> None:
    disk = Disk({"journal": b"undo"})
    disk.apply(Step("remove", "journal"))
    assert left(disk, tmp_path, names_kept=False) == {"journal": b"undo"}
    disk.apply(Step("flush_folder"))
    assert left(disk, tmp_path, names_kept=False) == {}


def test_cut_is_replayed_like_a_write(tmp_path: Path) -> None:
    disk = Disk({"db": b"12345"})
    disk.apply(Step("cut", "db", 2))
    assert left(disk, tmp_path) == {"db": b"12345"}
    assert left(disk, tmp_path, share=1.0) == {"db": b"12"}


DATABASE, JOURNAL = spelt("/srv/place/db.sqlite3"), spelt("/srv/place/db.sqlite3-journal")
HOME, OTHER, SOCKET = spelt("/root"), spelt("/srv/other/db.sqlite3"), spelt("socket:[1]")
CREATED = spelt("HTTP/1.1 201 Created")


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        (f'7 openat(AT_FDCWD<{HOME}>, "{JOURNAL}", O_RDWR|O_CREAT, 0644) = 5', [Step("create", "db.sqlite3-journal")]),
        (f'7 pwrite64(5<{DATABASE}>, "\\x61\\x2c\\x20\\x62", 4, 512) = 4', [Step("write", "db.sqlite3", 512, b"a, b")]),
        (f"7 fdatasync(5<{DATABASE}>) = 0", [Step("flush", "db.sqlite3")]),
        (f"7 fsync(6<{spelt('/srv/place')}>) = 0", [Step("flush_folder")]),
        (f"7 ftruncate(5<{DATABASE}>, 4096) = 0", [Step("cut", "db.sqlite3", 4096)]),
        (f'7 unlink("{DATABASE}") = 0', [Step("remove", "db.sqlite3")]),
        (f'7 unlink("{DATABASE}") = -1 ENOENT (No such file or directory)', []),
        (f'7 pwrite64(5<{OTHER}>, "\\x61", 1, 0) = 1', []),
        (f'7 sendto(9<{SOCKET}>, "{CREATED}", 20, 0, NULL, 0) = 20', [Step("acked")]),
    ],
)
def test_lines_of_a_trace_are_read(tmp_path: Path, line: str, steps: list[Step]) -> None:
    log = tmp_path / "log"
    log.write_text(line + "\n")
    assert list(trace.read(log, folder=FOLDER)) == steps


def test_call_that_another_thread_interrupted_is_put_together(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        f"7 fdatasync(5<{DATABASE}> <unfinished ...>\n"
        f"8 fdatasync(6<{spelt('/srv/other')}>) = 0\n"
        "7 <... fdatasync resumed>) = 0\n"
    )
    assert list(trace.read(log, folder=FOLDER)) == [Step("flush", "db.sqlite3")]
