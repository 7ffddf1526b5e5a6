"""The whole server is killed while six clients write."""

from __future__ import annotations

import random
import threading
import time
from typing import Any

from .clients import Client, Journal, joined, until, writers
from .place import Place
from .result import Result
from .server import Server

WRITERS = 6


def kill_server(place: Place, token: str, *, rounds: int, name: str, longest: float = 0.8, every: int = 50) -> Result:
    result, journal, left = Result(name, rounds), Journal(), [None] * WRITERS
    server, chance = Server(place), random.Random(1)
    for number in range(1, rounds + 1):
        left = _round(server, token, journal, left, seconds=chance.uniform(0.0, longest))
        if number % every == 0 or number == rounds:
            result.judge(place.inside("check", given=journal.as_given()))
        if not result.ok:
            break
    result.refuse(journal.unexpected, f"unexpected answers: {journal.unexpected[:2]}")
    result.notes.append(f"未得到答复 {journal.statuses[0]} 次，重发后均不重复")
    return result


def _round(server: Server, token: str, journal: Journal, left: list[Any], *, seconds: float) -> list[Any]:
    """Gives what each client still wants to know."""
    server.start()
    stop = threading.Event()
    clients: list[Client] = []
    try:
        before = len(journal.acked)
        clients = writers(WRITERS, server.port, token, journal, stop=stop, unanswered=left)
        until(lambda: len(journal.acked) > before + WRITERS, seconds=20)  # a fresh worker's first answers take longer
        time.sleep(seconds)
    finally:
        server.kill()
        stop.set()
    joined(clients)
    return [client.unanswered for client in clients]
