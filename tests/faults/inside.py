"""Runs within an installation's settings: makes it ready, and afterwards judges what it has kept."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing
from typing import Any

NUMBER = re.compile(r"〔(\d{4})〕(\d+)号")
SHAPE = re.compile(r"-p(\d+)-e(\d+)$")


def begin() -> dict[str, Any]:
    from django.core.management import call_command

    from cases import accounts, crypto, loading
    from cases.models import Agency, Organ, Token

    crypto.create_keys()
    call_command("migrate", verbosity=0, interactive=False)
    organ = Organ.objects.create(code="130631", name="望都县人民政府")
    loading.load_calendar()
    Agency.objects.create(code="police", name="望都县公安局", type="county_department", organ=organ)
    clerk = accounts.create(organ, role="clerk", username="clerk", name="示例经办人", password="a-long-password-1")
    _, token = Token.objects.create(user=clerk, name="faults", scope="read write")
    return {"token": token}


def check(given: dict[str, Any]) -> dict[str, Any]:
    """The history of what was sent and answered against what is there. Every list ought to be empty."""
    stored = _stored()
    acked = {entry["key"]: entry for entry in given["acked"] if entry["op"] == "create"}
    calls = [entry for entry in given["acked"] if entry["op"] != "create"]
    return {
        "stored": len(stored["keys"]),
        "acknowledged": len(given["acked"]),
        "unacknowledged": len(set(stored["keys"]) - set(acked)),
        "lost": _lost_cases(acked, stored) + _lost_events(calls),
        "foreign": sorted(set(stored["keys"]) - set(given["sent"])),
        "duplicates": sorted(key for key, count in Counter(stored["keys"]).items() if count > 1),
        "half": _half_cases() + _half_calls() + _half_answers(),
        "numbers": _numbers(),
        "damage": _damage(),
    }


def _stored() -> dict[str, Any]:
    from cases.models import Case

    rows = list(Case.objects.values_list("request", "number", "pk"))
    return {"keys": [row[0] for row in rows], "numbers": {row[0]: row[1] for row in rows}}


def _lost_cases(acked: dict[str, Any], stored: dict[str, Any]) -> list[str]:
    return [key for key, entry in acked.items() if stored["numbers"].get(key) != entry["number"]]


def _lost_events(calls: list[dict[str, Any]]) -> list[str]:
    from cases.models import Event

    hashes = set(Event.objects.values_list("hash", flat=True)) if calls else set()
    return [f"{entry['case']}:{hash_}" for entry in calls for hash_ in entry["hashes"] if hash_ not in hashes]


def _half_cases() -> list[str]:
    """A case's key says with how many parties and events it was sent; the respondent is one more party."""
    from django.db.models import Count, Q

    from cases.models import Act, Case, CaseVersion, Deadline
    from cases.models.columns import FOREVER

    whole = []
    first = Count("events", filter=Q(events__call=1), distinct=True)
    for case in Case.objects.annotate(people=Count("parties", distinct=True), opening=first).iterator(chunk_size=500):
        people, opening = map(int, SHAPE.search(case.request).groups())  # type: ignore[union-attr]
        if (case.people, case.opening) == (people + 1, opening):
            whole.append(case.pk)
    expected = set(whole)
    for model, where in ((Act, {}), (Deadline, {}), (CaseVersion, {"known_to": FOREVER})):
        expected &= set(model.objects.filter(**where).values_list("case_id", flat=True))
    return [case.request for case in Case.objects.exclude(pk__in=expected)]


def _half_calls() -> list[str]:
    """Suspended and resumed were always sent together."""
    from cases.models import Event

    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for case, call, kind in Event.objects.filter(call__gt=1, corrects=None).values_list("case_id", "call", "kind"):
        found[case, call].append(kind)
    pairs = {place: kinds for place, kinds in found.items() if {"suspended", "resumed"} & set(kinds)}
    return [str(place) for place, kinds in pairs.items() if sorted(kinds) != ["resumed", "suspended"]]


def _half_answers() -> list[str]:
    """Every event is in the feed; every answer that was begun was finished."""
    from cases.models import Event, FeedEntry, IdempotencyKey

    unfed = Event.objects.count() - FeedEntry.objects.count()
    begun = list(IdempotencyKey.objects.filter(status=None).values_list("key", flat=True))
    return begun + ([f"{unfed} events are not in the feed"] if unfed else [])


def _numbers() -> list[str]:
    """Unique, from 1, without gaps, as many as the counter says."""
    from cases.models import Case, NumberSeries

    given: dict[int, list[int]] = defaultdict(list)
    for number, accepted_on in Case.objects.values_list("number", "accepted_on"):
        year, serial = map(int, NUMBER.search(number).groups())  # type: ignore[union-attr]
        given[year].append(serial)
        if year != accepted_on.year:
            return [f"{number} was received on {accepted_on}"]
    wrong = [f"{year}: {len(found)}" for year, found in given.items() if sorted(found) != [*range(1, len(found) + 1)]]
    last = dict(NumberSeries.objects.values_list("year", "last"))
    return wrong + [f"{year}: counter {last.get(year)}" for year in given if last.get(year) != len(given[year])]


def _damage() -> list[str]:
    """What the program's own checkers say, and the database's."""
    from django.db import connection

    from cases import clock, triggers, upkeep
    from cases.backups import chains
    from cases.models import Case

    found = [f"chain {number}" for number in chains.verify().broken]
    for _, differences in upkeep.differences(Case.objects.all(), today=clock.today()):
        found += map(str, differences)
    found += [f"trigger {name}" for name in triggers.missing(connection)]
    return found + (_sqlite(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else [])


def _sqlite(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        said = [row[0] for row in opened.execute("PRAGMA integrity_check(3)")]
        orphans = opened.execute("PRAGMA foreign_key_check").fetchall()
    return [line for line in said if line != "ok"] + [f"orphan {row}" for row in orphans[:3]]


def events(given: Any) -> list[int]:
    """All that there are."""
    from cases.models import Event

    return list(Event.objects.order_by("pk").values_list("pk", flat=True))


def checksum(given: Any) -> dict[str, Any]:
    """The canonical checksum, and per table."""
    from cases import canonical

    found = canonical.summary()
    return {"checksum": found.checksum, "hashes": dict(found.hashes), "counts": dict(found.counts)}


def backups(given: dict[str, Any]) -> list[dict[str, Any]]:
    """As many as asked, one after the other, each tried out and thrown away."""
    from cases import clock
    from cases.backups import folder, make, restore

    done = []
    for _ in range(given["rounds"]):
        began, path = time.monotonic(), folder.new(clock.now())
        make.make(path)
        found = restore.verify(path)
        done.append({"began": began, "cases": found.heads.cases, "problems": found.problems})
        path.unlink()
    return done


def main() -> None:
    import django

    if "CLOCK_FILE" in os.environ:
        from clock_shift import follow

        follow()
    django.setup()
    functions = {
        "begin": lambda _: begin(),
        "check": check,
        "events": events,
        "checksum": checksum,
        "backups": backups,
    }
    answer = functions[sys.argv[1]](json.loads(sys.stdin.read() or "null"))
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
