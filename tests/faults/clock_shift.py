"""Another clock for a whole process, so and so many seconds from now, ticking on."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import time_machine

_lock, _shifted = threading.Lock(), threading.Event()


def shift(seconds: float) -> None:
    """The new clock ticks from the first time that somebody looks at it: that is here."""
    time_machine.travel(datetime.fromtimestamp(time.time() + seconds, UTC), tick=True).start()
    time.time()
    _shifted.set()


def follow() -> None:
    """Shifts as soon as the file CLOCK_FILE says by how much; a server can be started beforehand."""
    if _shifted.is_set():
        return
    with _lock, suppress(FileNotFoundError):
        if not _shifted.is_set():
            shift(float(Path(os.environ["CLOCK_FILE"]).read_text()))
