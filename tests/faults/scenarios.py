"""Which faults there are, how often each is tried, and on which database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import copies, creations, cut_lines, following, full_disk, kills, power_cut, restarts, upgrade, year_end
from .cluster import Cluster
from .place import Place
from .result import Result

KILLS = 20
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True, slots=True)
class Scenario:
    about: str
    rounds: int
    play: Callable[[Path, int], Result]


@contextmanager
def installed(database: str, folder: Path) -> Iterator[Place]:
    """An installation on SQLite, or on a PostgreSQL of its own."""
    if database == SQLITE:
        yield Place(folder)
        return
    with Cluster() as cluster:
        yield Place(folder, database_url=cluster.url)


def kill(database: str, folder: Path, rounds: int) -> Result:
    with installed(database, folder) as place:
        return kills.kill_server(place, place.begin(), rounds=rounds, name=f"kill -9，{database}")


def restart_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place = Place(folder, database_url=cluster.url)
        return restarts.restart_database(place, cluster, place.begin(), rounds=rounds)


def cut_power(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return power_cut.cut_power(place, place.begin(), points=rounds)


def fill_disk(folder: Path, rounds: int) -> Result:
    with full_disk.small_disk(folder, size=1 << 30):
        place = Place(folder)
        return full_disk.fill_disk(place, place.begin(), rounds=rounds)


def fail_writes(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return full_disk.fail_writes(place, place.begin(), seconds=float(rounds))


def create(database: str, folder: Path, rounds: int) -> Result:
    with installed(database, folder) as place:
        return creations.create_many(place, place.begin(), count=rounds, name=f"并发登记，{database}")


def retry(database: str, folder: Path, rounds: int) -> Result:
    with installed(database, folder) as place:
        name = f"断线与终止下登记，{database}"
        return cut_lines.create_over_bad_lines(place, place.begin(), count=rounds, kills=KILLS, name=name)


def follow(database: str, folder: Path, rounds: int) -> Result:
    with installed(database, folder) as place:
        return following.follow_feed(place, place.begin(), count=rounds, name=f"跟随变更流，{database}")


def back_up(database: str, folder: Path, rounds: int) -> Result:
    with installed(database, folder) as place:
        return copies.back_up_often(place, place.begin(), rounds=rounds, name=f"写入期间备份，{database}")


def pass_year_end(database: str, folder: Path, rounds: int) -> Result:
    result = Result(f"跨年（服务器时区 UTC），{database}", rounds)
    result.notes.append("两个年度的案号均从 1 起，无重号、无跳号")
    for number in range(rounds):
        with installed(database, folder / str(number)) as place:
            year_end.pass_midnight(place, place.begin(), result)
    return result


def upgrade_sqlite(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return upgrade.upgrade_sqlite(place, place.begin(), rounds=rounds)


def upgrade_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place = Place(folder, database_url=cluster.url)
        return upgrade.upgrade_postgres(place, cluster, place.begin(), rounds=rounds)


SCENARIOS = {
    "kill_sqlite": Scenario("the server is killed while 6 clients write", 200, partial(kill, SQLITE)),
    "kill_postgres": Scenario("the same on PostgreSQL", 30, partial(kill, POSTGRESQL)),
    "restart_postgres": Scenario("PostgreSQL is killed and restarted under load", 60, restart_postgres),
    "power_cut": Scenario("system calls replayed with what was not flushed lost; rounds: crash points", 600, cut_power),
    "disk_full": Scenario("the disk fills up and is given room again (needs mount)", 10, fill_disk),
    "failing_writes": Scenario("some writes and flushes fail (needs gcc); rounds: seconds", 60, fail_writes),
    "create_sqlite": Scenario("creations from 8 clients on 4 workers", 10_000, partial(create, SQLITE)),
    "create_postgres": Scenario("the same on PostgreSQL", 10_000, partial(create, POSTGRESQL)),
    "retry_sqlite": Scenario("creations over lines that break, to a killed server", 2_000, partial(retry, SQLITE)),
    "retry_postgres": Scenario("the same on PostgreSQL", 2_000, partial(retry, POSTGRESQL)),
    "follow_sqlite": Scenario("4 write, 1 follows the change feed; rounds: events", 20_000, partial(follow, SQLITE)),
    "follow_postgres": Scenario("the same on PostgreSQL", 20_000, partial(follow, POSTGRESQL)),
    "backup_sqlite": Scenario("backups under write load, each tried out", 100, partial(back_up, SQLITE)),
    "backup_postgres": Scenario("the same on PostgreSQL", 100, partial(back_up, POSTGRESQL)),
    "year_end_sqlite": Scenario("8 clients over midnight of the year's end", 5, partial(pass_year_end, SQLITE)),
    "year_end_postgres": Scenario("the same on PostgreSQL", 5, partial(pass_year_end, POSTGRESQL)),
    "upgrade_sqlite": Scenario("migrations on a filled database, killed in the middle", 20, upgrade_sqlite),
    "upgrade_postgres": Scenario("the same on PostgreSQL", 20, upgrade_postgres),
}
