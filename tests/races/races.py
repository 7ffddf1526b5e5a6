"""Eight processes at once: one case concluded by all, and many applications registered by each.

    python tests/races/races.py [--races 200] [--creations 1000]

Uses DATABASE_URL where it names PostgreSQL (scripts/with-postgres python tests/races/races.py), else SQLite.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.races.arena import CLERKS, Arena, clerks, database, together  # noqa: E402

SUMMARY = """
import json
from cases.models import Case, Event, NumberSeries
ended = list(Event.objects.filter(kind="concluded").values_list("case_id", flat=True))
numbers = Case.objects.values_list("number", flat=True)
print(json.dumps({
    "cases": Case.objects.count(),
    "last": NumberSeries.objects.get().last,
    "numbers": sorted(int(number.split("〕")[1][:-1]) for number in numbers),
    "concluded": ended,
    "versions": sorted(set(Case.objects.filter(pk__in=ended).values_list("version", flat=True))),
}))
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    creations: int
    races: int
    seconds: float
    rate: float


def run(folder: Path, *, server: str, races: int, creations: int) -> Outcome:
    """Raises AssertionError where two have won, a number is given twice, or what is stored is not what was told."""
    with database(folder, server) as address:
        arena = Arena(folder, address)
        arena.begin()
        with clerks(arena) as found:
            began = time.monotonic()
            numbers = [
                number for answer in together(found, f"create {creations // CLERKS}") for number in answer.split()
            ]
            created = time.monotonic() - began
            assert len(numbers) == len(set(numbers)) == creations // CLERKS * CLERKS
            targets = json.loads(arena.python(_first(races)))
            assert len(targets) == races
            began = time.monotonic()
            for case_id in targets:
                answers = together(found, f"conclude {case_id}")
                assert sorted(answers) == ["conflict"] * (CLERKS - 1) + ["won"], answers
            raced = time.monotonic() - began
        _judge(json.loads(arena.python(SUMMARY)), targets, len(numbers))
        arena.manage("check_cases")
        arena.manage("verify_log")
    return Outcome(len(numbers), races, created + raced, len(numbers) / created)


def _first(count: int) -> str:
    return (
        "import json\nfrom cases.models import Case\n"
        f"print(json.dumps(list(Case.objects.order_by('pk').values_list('pk', flat=True)[:{count}])))"
    )


def _judge(stored: dict[str, object], targets: list[int], created: int) -> None:
    assert stored["cases"] == stored["last"] == created
    assert stored["numbers"] == list(range(1, created + 1))
    assert sorted(stored["concluded"]) == sorted(targets)  # type: ignore[call-overload]
    assert stored["versions"] == [2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--races", type=int, default=200)
    parser.add_argument("--creations", type=int, default=1000)
    options = parser.parse_args()
    server = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="races.") as folder:
        done = run(Path(folder), server=server, races=options.races, creations=options.creations)
    print(f"{'PostgreSQL' if server.startswith('postgres') else 'SQLite'}: {CLERKS} processes")
    print(f"  {done.creations} creations, {done.rate:.0f} per second: no number twice, no gap")
    print(f"  {done.races} races: one winner and one event each, all others told")


if __name__ == "__main__":
    main()
