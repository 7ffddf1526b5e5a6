"""What a process did to the files of its database, from strace: writes, flushes, cuts, names, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,sendto,close"
STRACE = ["strace", "-f", "-qq", "-y", "-xx", "-s", "300000", "-e", f"trace={CALLS}", "-e", "signal=none"]
NAMING = ("openat", "unlink", "unlinkat")
UNFINISHED = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
BYTES = re.compile(r"\\x([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Step:
    """`kind`: create, write, cut, flush, flush_folder, remove, or acked (a client was told 201)."""

    kind: str
    name: str = ""
    offset: int = 0
    data: bytes = b""


def read(path: Path, *, folder: Path) -> Iterator[Step]:
    waiting: dict[str, tuple[str, str]] = {}
    with path.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if match := UNFINISHED.match(line):
                waiting[match[1]] = (match[2], match[3])
                continue
            if match := RESUMED.match(line):
                call, begun = waiting.pop(match[1], ("", ""))
                line = f"{match[1]} {call}({begun}{match[3]}"
            if match := CALL.match(line):
                yield from _step(match[2], match[3], int(match[4]), str(folder))


def _step(call: str, arguments: str, result: int, folder: str) -> Iterator[Step]:
    if result < 0:
        return
    if call == "sendto":
        if _decoded(arguments[:400]).find(b"HTTP/1.1 201") >= 0:
            yield Step("acked")
        return
    path = _named(arguments) if call in NAMING else _described(arguments)
    if path == folder and call in ("fsync", "fdatasync"):
        yield Step("flush_folder")
    if not path.startswith(f"{folder}/db.sqlite3"):
        return
    name = path.rsplit("/", 1)[1]
    if call == "openat" and "O_CREAT" in arguments:
        yield Step("create", name)
    elif call == "pwrite64":
        _, data, _, offset = arguments.rsplit(", ", 3) if arguments.count(", ") == 3 else _split(arguments)
        yield Step("write", name, int(offset), _decoded(data)[:result])
    elif call in ("fsync", "fdatasync"):
        yield Step("flush", name)
    elif call == "ftruncate":
        yield Step("cut", name, int(arguments.rsplit(", ", 1)[1]))
    elif call in ("unlink", "unlinkat"):
        yield Step("remove", name)


def _split(arguments: str) -> tuple[str, str, str, str]:
    descriptor, rest = arguments.split(", ", 1)
    data, size, offset = rest.rsplit(", ", 2)
    return descriptor, data, size, offset


def _named(arguments: str) -> str:
    return _text(re.search(r'"((?:\\x[0-9a-f]{2})+)"', arguments))


def _described(arguments: str) -> str:
    """The path that strace adds to a descriptor: 7<\\x2f…>."""
    return _text(re.search(r"<((?:\\x[0-9a-f]{2})+)>", arguments.split(", ", 1)[0]))


def _text(match: re.Match[str] | None) -> str:
    return _decoded(match[1]).decode(errors="replace") if match else ""


def _decoded(text: str) -> bytes:
    return bytes(int(found, 16) for found in BYTES.findall(text))
