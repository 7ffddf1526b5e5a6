"""PostgreSQL dies and comes back while six clients write: they may be asked to wait, and never see an error page."""

from __future__ import annotations

import threading
import time

from .clients import Journal, joined, writers
from .cluster import Cluster
from .place import Place
from .result import Result
from .server import Server

WRITERS = 6
PATIENCE = 10.0


def restart_database(place: Place, cluster: Cluster, token: str, *, rounds: int) -> Result:
    result, journal, stop, waits = Result("PostgreSQL 中断", rounds), Journal(), threading.Event(), []
    with Server(place) as server:
        clients = writers(WRITERS, server.port, token, journal, stop=stop)
        try:
            for number in range(rounds):
                time.sleep(1.0)
                _take_away(cluster, kill=number % 2 == 0)
                waits.append(_back(journal))
        finally:
            stop.set()
            joined(clients)
    result.judge(place.inside("check", given=journal.as_given()))
    result.refuse(journal.unexpected, f"not 503: {journal.unexpected[:2]}")
    result.refuse(journal.statuses[0], f"{journal.statuses[0]} requests without an answer")
    result.refuse(journal.without_retry_after, f"{journal.without_retry_after} times 503 without Retry-After")
    result.refuse(max(waits) > PATIENCE, f"first success {max(waits):.1f} s after the database was back")
    result.refuse(not journal.statuses[503], "nobody noticed: the database was not away")
    result.notes.append(
        f"503 共 {journal.statuses[503]} 次（均带 Retry-After），恢复后最长 {max(waits):.1f} 秒即可写入"
    )
    return result


def _take_away(cluster: Cluster, *, kill: bool) -> None:
    if kill:
        cluster.kill()
    else:
        cluster.stop()
    time.sleep(0.5)
    cluster.start()


def _back(journal: Journal) -> float:
    """Seconds from the database's return to the first write that was accepted."""
    began = time.monotonic()
    while time.monotonic() < began + 2 * PATIENCE:
        if any(moment > began and status == 201 for moment, status in journal.answered_at[-50:]):
            break
        time.sleep(0.02)
    return time.monotonic() - began
