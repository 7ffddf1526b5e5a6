"""Systems that follow ours: four clients write, one reads the change feed and keeps only its cursor."""

from __future__ import annotations

import sys
import threading
from typing import Any

from .clients import Client, Journal, joined, until, writers
from .place import ROOT, Place
from .result import Result
from .server import Server

sys.path.append(str(ROOT / "docs" / "api"))
import wangdu_client as example  # noqa: E402  (what we hand to integrators is what is tried)

WRITERS = 4


class Follower(threading.Thread):
    """Asks again and again for what came after its cursor, and stops some time after the last writer."""

    def __init__(self, port: int, token: str) -> None:
        super().__init__(daemon=True)
        self.client = example.Client(f"http://127.0.0.1:{port}", token)
        self.seen: list[int] = []
        self.cursors = [0]
        self.asked = 0
        self.done = threading.Event()

    def run(self) -> None:
        while True:
            last = self.done.is_set()
            self._follow()
            if last:
                return

    def _follow(self) -> None:
        self.asked += 1
        for change in self.client.follow(after=self.cursors[-1]):
            self.seen.append(change["id"])
            self.cursors.append(change["cursor"])


def follow_feed(place: Place, token: str, *, count: int, name: str) -> Result:
    result, journal, stop = Result(name, count), Journal(), threading.Event()
    with Server(place) as server:
        follower = Follower(server.port, token)
        follower.start()
        clients = writers(WRITERS, server.port, token, journal, stop=stop)
        until(lambda: journal.events >= count or not any(map(Client.is_alive, clients)), seconds=1800)
        stop.set()
        joined(clients)
        follower.done.set()
        follower.join(timeout=120)
    result.judge(place.inside("check", given=journal.as_given()))
    _compare(result, follower, place.inside("events"))
    result.refuse(journal.unexpected, f"unexpected answers: {journal.unexpected[:2]}")
    return result


def _compare(result: Result, follower: Follower, stored: list[Any]) -> None:
    missing, twice = set(stored) - set(follower.seen), len(follower.seen) - len(set(follower.seen))
    result.refuse(follower.is_alive(), "the reader did not come to its end")
    result.refuse(missing, f"{len(missing)} events were never seen: {sorted(missing)[:3]}")
    result.refuse(twice, f"{twice} events were seen twice")
    result.refuse(follower.cursors != sorted(set(follower.cursors)), "the cursor did not always go forward")
    result.refuse(len(stored) < result.rounds, f"{len(stored)} events, wanted {result.rounds}")
    result.notes.append(
        f"{WRITERS} 个写入者，1 个跟随者问了 {follower.asked} 次，"
        f"读到 {len(follower.seen)} 项，漏 {len(missing)}，重 {twice}"
    )
