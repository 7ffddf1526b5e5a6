"""Times as ratios: what is measured and its limit run in turn, in one process, and the best of each counts."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. `limit` is the same work done by hand; seconds, per unit where there are units."""

    name: str
    seconds: float
    limit: float | None = None
    against: str = ""
    goal: float | None = None
    units: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.limit if self.limit else None

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "ms": round(self.seconds * 1000, 4),
            "limit_ms": round(self.limit * 1000, 4) if self.limit else None,
            "ratio": round(self.ratio, 3) if self.ratio else None,
            "against": self.against,
            "goal": self.goal,
            "units": self.units,
            "note": self.note,
        }


def best(*works: Callable[[], Any], rounds: int) -> list[float]:
    """The shortest time of each, taken in turn so that a busy machine is busy for all of them."""
    found = [float("inf")] * len(works)
    for _round in range(rounds):
        for place, work in enumerate(works):
            started = time.perf_counter()
            work()
            found[place] = min(found[place], time.perf_counter() - started)
    return found


def machine() -> str:
    """What it was measured on, in one line."""
    cpu = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "?")
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if "MemTotal" in line), 0)
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {cpu}, {memory} GiB, Python {platform.python_version()}, load at start {load:.1f}"


def memory_mib() -> float:
    """What this process holds now."""
    kib = next((int(line.split()[1]) for line in _lines("/proc/self/status") if line.startswith("VmRSS")), 0)
    return kib / 1024


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []
