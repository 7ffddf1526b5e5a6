"""One clerk in a process of his own: reads orders from standard input, answers on standard output.

conclude CASE     records the conclusion of a case that he saw in version 1: `won` or `conflict`
create N          registers N applications: their numbers, separated by spaces
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django  # noqa: E402

django.setup()

from cases import clock, record  # noqa: E402
from cases.application import Application, PartyData  # noqa: E402
from cases.models import Case, Organ  # noqa: E402
from cases.rules.facts import Fact  # noqa: E402
from cases.rules.terms import Kind, PartyType, Role  # noqa: E402


def conclude(case_id: str) -> str:
    ended = Fact(Kind.CONCLUDED, clock.today(), {"outcome": "upheld"})
    try:
        record.record(Case(pk=int(case_id)), [ended], by=None, version=1)
    except record.Conflict:
        return "conflict"
    return "won"


def create(count: str) -> str:
    organ, today = Organ.objects.get(), clock.today()
    someone = Application(parties=[PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name="张某（示例）")])
    facts = [Fact(Kind.RECEIVED, today - timedelta(days=9)), Fact(Kind.FILED, today - timedelta(days=6))]
    return " ".join(record.open_case(organ, someone, facts, by=None).number for _ in range(int(count)))


def main() -> None:
    print("ready", flush=True)
    for order in sys.stdin:
        name, argument = order.split()
        print({"conclude": conclude, "create": create}[name](argument), flush=True)


if __name__ == "__main__":
    main()
