"""Backups while clients write: each is tried out, and holds all that was acknowledged before it began."""

from __future__ import annotations

import threading
import time

from .clients import Journal, joined, writers
from .place import Place
from .result import Result
from .server import Server

WRITERS, PAUSE = 3, 0.2


def back_up_often(place: Place, token: str, *, rounds: int, name: str) -> Result:
    result, journal, stop = Result(name, rounds), Journal(), threading.Event()
    with Server(place) as server:
        clients = writers(WRITERS, server.port, token, journal, stop=stop, pause=PAUSE)
        try:
            time.sleep(1.5)
            made = place.inside("backups", given={"rounds": rounds}, seconds=120 + 60 * rounds)
        finally:
            stop.set()
            joined(clients)
    result.judge(place.inside("check", given=journal.as_given()))
    result.refuse(journal.unexpected, f"unexpected answers: {journal.unexpected[:2]}")
    created = [moment for moment, operation in journal.acked_at if operation == "create"]
    for number, backup in enumerate(made, start=1):
        before = sum(moment < backup["began"] for moment in created)
        result.refuse(backup["problems"], f"backup {number}: {backup['problems'][:2]}")
        result.refuse(
            backup["cases"] < before, f"backup {number} has {backup['cases']} cases, {before} were acknowledged"
        )
    growing = len({backup["cases"] for backup in made})
    result.notes.append(f"每份均恢复并核对校验值和事项链；期间案件由 {made[0]['cases']} 增至 {made[-1]['cases']} 件")
    result.refuse(rounds > 5 and growing < rounds // 3, "the clients hardly wrote: nothing was tried")
    return result
