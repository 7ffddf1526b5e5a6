"""Counts requests by method, status and time, over all processes of this machine.

The counts lie in one small file that every process changes under a lock: whichever answers a scrape, the figures are
those of all. They survive a restart, so that they only ever grow.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

try:
    import fcntl
except ImportError:  # Windows: one process serves
    fcntl = None  # type: ignore[assignment]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other")
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, float("inf"))
UNAVAILABLE = len(METHODS) * len(CLASSES)
BUCKETS = UNAVAILABLE + 1
MICROSECONDS = BUCKETS + len(BOUNDS)
LENGTH = MICROSECONDS + 1


class Counts:
    """Whole numbers in a file, opened on the first use and again after a fork. May raise OSError: the disk is full."""

    def __init__(self, path: Path) -> None:
        self.path, self.owner, self.descriptor = path, 0, -1
        self.here = threading.Lock()

    def add(self, *places: tuple[int, int]) -> None:
        with self._locked():
            for place, amount in places:
                (value,) = struct.unpack("<Q", os.pread(self.descriptor, 8, 8 * place) or bytes(8))
                os.pwrite(self.descriptor, struct.pack("<Q", value + amount), 8 * place)

    def read(self) -> list[int]:
        with self._locked():
            return list(struct.unpack(f"<{LENGTH}Q", os.pread(self.descriptor, 8 * LENGTH, 0).ljust(8 * LENGTH, b"\0")))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self.here:
            if self.owner != os.getpid():
                self._open()
            if fcntl is not None:
                fcntl.lockf(self.descriptor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                if fcntl is not None:
                    fcntl.lockf(self.descriptor, fcntl.LOCK_UN)

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.descriptor, self.owner = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), os.getpid()


counts = Counts(Path(settings.VAR_DIR) / "run" / "requests")


def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A count that cannot be written must not cost anybody an answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        with suppress(OSError):
            note(request.method or "", response.status_code, seconds=time.perf_counter() - started)
        return response

    return answer


def note(method: str, status: int, *, seconds: float) -> None:
    known = METHODS.index(method) if method in METHODS else len(METHODS) - 1
    place = known * len(CLASSES) + min(max(status // 100, 1), 5) - 1
    bucket = next(number for number, bound in enumerate(BOUNDS) if seconds <= bound)
    places = [(place, 1), (BUCKETS + bucket, 1), (MICROSECONDS, round(seconds * 1_000_000))]
    counts.add(*places, *([(UNAVAILABLE, 1)] if status == 503 else []))
