"""Each side is one process that does what it is asked, a line at a time, and says how long it took."""

from __future__ import annotations

import json
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
