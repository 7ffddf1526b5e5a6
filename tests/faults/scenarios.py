"""Which faults there are, how often each is tried, and on which database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import kills
from .cluster import Cluster
from .place import Place
from .result import Result


@dataclass(frozen=True, slots=True)
class Scenario:
    about: str
    rounds: int
    play: Callable[[Path, int], Result]


def kill_sqlite(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return kills.kill_server(place, place.begin(), rounds=rounds, name="kill -9，SQLite")


def kill_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place = Place(folder, database_url=cluster.url)
        return kills.kill_server(place, place.begin(), rounds=rounds, name="kill -9，PostgreSQL")


SCENARIOS = {
    "kill_sqlite": Scenario("the server is killed while 6 clients write", 200, kill_sqlite),
    "kill_postgres": Scenario("the same on PostgreSQL", 30, kill_postgres),
}
