"""Each side is one process that does what it is asked, a line at a time, and says how long it took."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any


def answer(works: Mapping[str, Callable[[], Any]]) -> None:
    """Says first what can be asked."""
    print(json.dumps(list(works)), flush=True)
    for line in sys.stdin:
        work = works[line.strip()]
        started = time.perf_counter()
        work()
        print(time.perf_counter() - started, flush=True)


def expect(response: Any, *statuses: int) -> None:
    if response.status_code not in statuses:
        raise RuntimeError(f"answered {response.status_code}: {response.content[:300]!r}")


class Side:
    """A process that is asked line by line."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.names: list[str] = json.loads(self._line())

    def seconds(self, name: str) -> float:
        assert self.process.stdin is not None
        print(name, file=self.process.stdin, flush=True)
        return float(self._line())

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("one side stopped; its message stands above")
        return line


def in_turn(one: Side, name: str, other: Side, theirs: str, *, rounds: int) -> tuple[float, float]:
    """The median of each, after one that does not count: a busy machine is busy for both."""
    one.seconds(name), other.seconds(theirs)
    taken = [(one.seconds(name), other.seconds(theirs)) for _round in range(rounds)]
    first, second = (statistics.median(side) for side in zip(*taken, strict=True))
    return first, second
