"""A real replica: reports read it when it has caught up, and the database itself when it lags or is gone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .cluster import Cluster, binaries
from .place import Place
from .server import free_port

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(binaries() is None, reason="needs PostgreSQL's server"),
]
ASK = """
import json
from datetime import date
from django.db import connections
from cases import record, replica
from cases.application import Application, PartyData
from cases.models import Case, Organ
from cases.reports.annual import annual
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.facts import Fact
from cases.rules.terms import Kind, Role

organ = Organ.objects.get()

def ask():
    application = Application(parties=[PartyData(role=Role.APPLICANT, name="示例")])
    made = record.open_case(organ, application, [Fact(Kind.RECEIVED, date.today())], by=None)
    with replica.reading():
        found = Case.objects.filter(pk=made.pk)
        counted = annual(Period.year(date.today().year), scope=Scope(organ=organ)).counts["accepted"]
        whole = Case.objects.using("default").count()
        return {"from": found.db, "seen": found.exists(), "counted": counted, "all": whole}
"""


class Replica(Cluster):
    """Follows another cluster."""

    def __init__(self, primary: Cluster) -> None:
        self.bin, self.account, self.process = primary.bin, primary.account, None
        self.port, self.folder = free_port(), primary.folder
        self.data = primary.folder / "replica"
        place = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "wangdu"]
        self._run("pg_basebackup", *place, "-D", str(self.data), "-R", "--checkpoint=fast")
        self.start()

    def run(self, statement: str) -> None:
        self._run("psql", *self._place(), "-d", "wangdu", "-c", statement)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Place, Replica]]:
    with Cluster() as primary:
        Place(tmp_path / "place", database_url=primary.url).begin()
        replica = Replica(primary)
        try:
            yield Place(tmp_path / "place", database_url=primary.url, DATABASE_REPLICA_URL=replica.url), replica
        finally:
            replica.stop()


def asked(place: Place, script: str) -> list[dict[str, object]]:
    done: subprocess.CompletedProcess[str] = place.manage("shell", "-v0", "-c", ASK + script)
    found: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_report_reads_the_replica_and_misses_nothing_that_was_written_before(both: tuple[Place, Replica]) -> None:
    place, replica = both
    answers = asked(place, "print(json.dumps([ask() for _ in range(10)]))")
    assert {answer["from"] for answer in answers} == {"replica"}
    assert all(answer["seen"] and answer["counted"] == answer["all"] for answer in answers)

    replica.run("SELECT pg_wal_replay_pause()")
    [lagging] = asked(place, "print(json.dumps([ask()]))")
    assert (lagging["from"], lagging["seen"]) == ("default", True)
    replica.run("SELECT pg_wal_replay_resume()")
    [again] = asked(place, "print(json.dumps([ask()]))")
    assert (again["from"], again["seen"]) == ("replica", True)

    replica.stop()
    [alone] = asked(place, "print(json.dumps([ask()]))")
    assert (alone["from"], alone["seen"]) == ("default", True)
