"""Many creations at once: every one succeeds, no number twice, none left out."""

from __future__ import annotations

import threading
import time

from .clients import Journal, joined, writers
from .place import Place
from .result import Result
from .server import Server

CLIENTS, WORKERS = 8, 4


def create_many(place: Place, token: str, *, count: int, name: str) -> Result:
    result, journal, began = Result(name, count), Journal(), time.monotonic()
    with Server(place, workers=WORKERS) as server:
        share = {"cases": count // CLIENTS, "only_create": True, "stop": threading.Event()}
        joined(writers(CLIENTS, server.port, token, journal, **share), seconds=1800)
    seconds = time.monotonic() - began
    result.judge(place.inside("check", given=journal.as_given()))
    expected = count // CLIENTS * CLIENTS
    result.refuse(journal.statuses != {201: expected}, f"answers {dict(journal.statuses)}, expected {expected} × 201")
    result.notes.append(f"{CLIENTS} 个客户端、{WORKERS} 个进程，每秒 {expected / seconds:.0f} 件，案号无重号、无跳号")
    return result
