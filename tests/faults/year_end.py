"""Midnight of the year's end in Asia/Shanghai, eight clients, the server's own time zone UTC."""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime

from .clients import SHANGHAI, Journal, joined, writers
from .place import Place
from .result import Result
from .server import Server

CLIENTS = 8
MIDNIGHT = datetime(2026, 12, 31, 16, tzinfo=UTC)
BEFORE, AFTER = 3.0, 3.0


def pass_midnight(place: Place, token: str, result: Result) -> None:
    """One turn of the year; both years begin at 1 and have no gap."""
    journal, stop, clock = Journal(), threading.Event(), place.folder / "clock"
    place.environment |= {"TZ": "UTC", "CLOCK_FILE": str(clock)}
    with Server(place, wsgi="shifted_wsgi") as server:
        _warm_up(server, token)
        shift = MIDNIGHT.timestamp() - BEFORE - time.time()
        clock.write_text(str(shift))
        clients = writers(
            CLIENTS, server.port, token, journal, stop=stop, only_create=True, today=lambda: _today(shift)
        )
        time.sleep(BEFORE + AFTER)
        stop.set()
        joined(clients)
    before = result.acknowledged
    verdict = place.inside("check", given=journal.as_given())
    years = {entry["number"][4:8] for entry in journal.acked}
    result.judge(verdict)
    result.acknowledged += before
    result.refuse(years != {"2026", "2027"}, f"years {sorted(years)}: midnight was missed")
    result.refuse(set(journal.statuses) != {201}, f"answers {dict(journal.statuses)}: {journal.unexpected[:2]}")


def _today(shift: float) -> date:
    return (datetime.fromtimestamp(time.time() + shift, UTC) + SHANGHAI).date()


def _warm_up(server: Server, token: str) -> None:
    for _ in range(6):
        server.get("/api/v1/cases", Authorization=f"Token {token}")
