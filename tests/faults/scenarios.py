"""Which faults there are, how often each is tried, and on which database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import copies, creations, cut_lines, following, full_disk, kills, power_cut, restarts, upgrade, year_end
from .cluster import Cluster
from .place import Place
from .result import Result

KILLS = 20


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


def create_sqlite(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return creations.create_many(place, place.begin(), count=rounds, name="并发登记，SQLite")


def create_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place = Place(folder, database_url=cluster.url)
        return creations.create_many(place, place.begin(), count=rounds, name="并发登记，PostgreSQL")


def retry_sqlite(folder: Path, rounds: int) -> Result:
    place, name = Place(folder), "断线与终止下登记，SQLite"
    return cut_lines.create_over_bad_lines(place, place.begin(), count=rounds, kills=KILLS, name=name)


def retry_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place, name = Place(folder, database_url=cluster.url), "断线与终止下登记，PostgreSQL"
        return cut_lines.create_over_bad_lines(place, place.begin(), count=rounds, kills=KILLS, name=name)


def follow_sqlite(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return following.follow_feed(place, place.begin(), count=rounds, name="跟随变更流，SQLite")


def follow_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place = Place(folder, database_url=cluster.url)
        return following.follow_feed(place, place.begin(), count=rounds, name="跟随变更流，PostgreSQL")


def backup_sqlite(folder: Path, rounds: int) -> Result:
    place = Place(folder)
    return copies.back_up_often(place, place.begin(), rounds=rounds, name="写入期间备份，SQLite")


def backup_postgres(folder: Path, rounds: int) -> Result:
    with Cluster() as cluster:
        place = Place(folder, database_url=cluster.url)
        return copies.back_up_often(place, place.begin(), rounds=rounds, name="写入期间备份，PostgreSQL")


def pass_year_end(folder: Path, rounds: int) -> Result:
    result = Result("跨年（服务器时区 UTC），SQLite", rounds)
    result.notes.append("两个年度的案号均从 1 起，无重号、无跳号")
    for number in range(rounds):
        place = Place(folder / str(number))
        year_end.pass_midnight(place, place.begin(), result)
    return result


def pass_year_end_postgres(folder: Path, rounds: int) -> Result:
    result = Result("跨年（服务器时区 UTC），PostgreSQL", rounds)
    result.notes.append("两个年度的案号均从 1 起，无重号、无跳号")
    for number in range(rounds):
        with Cluster() as cluster:
            place = Place(folder / str(number), database_url=cluster.url)
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
    "kill_sqlite": Scenario("the server is killed while 6 clients write", 200, kill_sqlite),
    "kill_postgres": Scenario("the same on PostgreSQL", 30, kill_postgres),
    "restart_postgres": Scenario("PostgreSQL is killed and restarted under load", 60, restart_postgres),
    "power_cut": Scenario("system calls replayed with what was not flushed lost; rounds: crash points", 600, cut_power),
    "disk_full": Scenario("the disk fills up and is given room again (needs mount)", 10, fill_disk),
    "failing_writes": Scenario("some writes and flushes fail (needs gcc); rounds: seconds", 60, fail_writes),
    "create_sqlite": Scenario("creations from 8 clients on 4 workers; rounds: how many", 10_000, create_sqlite),
    "create_postgres": Scenario("the same on PostgreSQL", 10_000, create_postgres),
    "retry_sqlite": Scenario("creations over lines that break, to a server that is killed", 2_000, retry_sqlite),
    "retry_postgres": Scenario("the same on PostgreSQL", 2_000, retry_postgres),
    "follow_sqlite": Scenario("4 write, 1 follows the change feed; rounds: events", 20_000, follow_sqlite),
    "follow_postgres": Scenario("the same on PostgreSQL", 20_000, follow_postgres),
    "backup_sqlite": Scenario("backups under write load, each tried out", 100, backup_sqlite),
    "backup_postgres": Scenario("the same on PostgreSQL", 100, backup_postgres),
    "year_end_sqlite": Scenario("8 clients over midnight of the year's end", 5, pass_year_end),
    "year_end_postgres": Scenario("the same on PostgreSQL", 5, pass_year_end_postgres),
    "upgrade_sqlite": Scenario("migrations on a filled database, killed in the middle", 20, upgrade_sqlite),
    "upgrade_postgres": Scenario("the same on PostgreSQL", 20, upgrade_postgres),
}
