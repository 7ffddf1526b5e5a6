"""The faults in short, each within seconds. The long versions: python tests/faults/run.py NAME."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import copies, creations, cut_lines, following, full_disk, kills, power_cut, restarts, upgrade, year_end
from .cluster import Cluster, binaries
from .place import Place
from .result import Result

pytestmark = pytest.mark.faults
needs_postgres = pytest.mark.skipif(binaries() is None, reason="needs PostgreSQL's server")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
needs_gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An installation to copy, and its token: making one takes longer than most faults."""
    folder = tmp_path_factory.mktemp("faults")
    return folder, Place(folder).begin()


@pytest.fixture
def place(ready: tuple[Path, str], tmp_path: Path) -> Place:
    shutil.copytree(ready[0], tmp_path / "place")
    return Place(tmp_path / "place")


@pytest.fixture
def token(ready: tuple[Path, str]) -> str:
    return ready[1]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path, str]]:
    with Cluster() as cluster:
        folder = tmp_path_factory.mktemp("faults-postgres")
        yield cluster, folder, Place(folder, database_url=cluster.url).begin()


@pytest.fixture
def on_postgres(filled: tuple[Cluster, Path, str], tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    cluster, folder, _ = filled
    shutil.copytree(folder, tmp_path / "place")
    return Place(tmp_path / "place", database_url=cluster.copy(request.node.name[:50]))


def whole(result: Result) -> None:
    assert result.failures == []
    assert (result.lost, result.half) == (0, 0)
    assert result.acknowledged > 0


def test_killed_server_loses_nothing_acknowledged(place: Place, token: str) -> None:
    whole(kills.kill_server(place, token, rounds=1, name="", longest=0.3))


@needs_postgres
def test_killed_server_loses_nothing_acknowledged_on_postgres(
    on_postgres: Place, filled: tuple[Cluster, Path, str]
) -> None:
    whole(kills.kill_server(on_postgres, filled[2], rounds=1, name="", longest=0.3))


@needs_postgres
def test_clients_wait_while_postgres_is_away(on_postgres: Place, filled: tuple[Cluster, Path, str]) -> None:
    whole(restarts.restart_database(on_postgres, filled[0], filled[2], rounds=1))


@needs_strace
def test_power_cut_loses_nothing_acknowledged(place: Place, token: str) -> None:
    result = power_cut.cut_power(place, token, points=4, cases=2)
    whole(result)
    assert result.rounds >= 16


def test_full_disk_is_told_and_passes(ready: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "small"
    try:
        with full_disk.small_disk(folder, size=1 << 30):
            shutil.copytree(ready[0], folder, dirs_exist_ok=True)
            whole(full_disk.fill_disk(Place(folder), ready[1], rounds=1, seconds=0.3))
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("may not mount a small disk")


@needs_gcc
def test_failing_writes_are_never_called_a_success(place: Place, token: str) -> None:
    whole(full_disk.fail_writes(place, token, seconds=2.5))


def test_simultaneous_creations_get_one_number_each(place: Place, token: str) -> None:
    whole(creations.create_many(place, token, count=24, name=""))


def test_creation_over_a_bad_line_happens_once(place: Place, token: str) -> None:
    whole(cut_lines.create_over_bad_lines(place, token, count=24, kills=1, name=""))


def test_follower_of_the_feed_sees_every_event_once(place: Place, token: str) -> None:
    whole(following.follow_feed(place, token, count=60, name=""))


@needs_postgres
def test_follower_of_the_feed_sees_every_event_once_on_postgres(
    on_postgres: Place, filled: tuple[Cluster, Path, str]
) -> None:
    whole(following.follow_feed(on_postgres, filled[2], count=60, name=""))


def test_backup_under_write_load_is_whole(place: Place, token: str) -> None:
    whole(copies.back_up_often(place, token, rounds=2, name=""))


def test_numbers_begin_anew_at_midnight_in_shanghai(place: Place, token: str) -> None:
    result = Result("", 1)
    year_end.pass_midnight(place, token, result)
    whole(result)


def test_upgrade_cut_short_keeps_every_value(place: Place, token: str) -> None:
    whole(upgrade.upgrade_sqlite(place, token, rounds=1, cases=8))
