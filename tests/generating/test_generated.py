"""What is generated is, row by row, what `record` writes when the same is typed in at the same moments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from cases import clock, feed, founding, notices, record, upkeep
from cases.generating import places, run
from cases.generating.plans import Plan
from cases.generating.weights import of_months, shared
from cases.models import (
    Act,
    Assignment,
    Case,
    CaseVersion,
    Deadline,
    Event,
    FeedEntry,
    NumberSeries,
    Organ,
    Party,
)
from cases.rules.calendar import WorkCalendar
from tests.faults.place import Place

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NOTICE_OF_2027 = '{"year": 2027, "title": "示例通知", "days": [{"date": "2027-01-01", "name": "元旦", "kind": "rest"}]}'
HANGING = (Deadline, Assignment, CaseVersion)
TABLES = (Case, Party, Act, Act.respondents.through, Event, FeedEntry, NumberSeries, *HANGING)


@pytest.fixture
def begun(db: None) -> Iterator[Organ]:
    run._place.cache_clear()
    with time_machine.travel(datetime(2016, 1, 1, tzinfo=UTC), tick=False):
        [organ] = places.prepare(1)
    with time_machine.travel(NOW, tick=False):
        yield organ


def work(organ: Organ, count: int, *, seed: int) -> list[run.Work]:
    parts = run._slices([organ], count, 2016, seed, clock.day_of(NOW))
    return [run.Work(batch, seed, NOW) for batch in run._batches(parts)]


def rows() -> dict[str, list[Any]]:
    """Every row of every table; of what hangs on a case its content, for the order there is nobody's promise."""
    found: dict[str, list[Any]] = {}
    for model in TABLES:
        names = [column.attname for column in model._meta.concrete_fields]
        hanging = model in HANGING or model is Act.respondents.through or model is NumberSeries
        given = model.objects.values_list(*[name for name in names if not (hanging and name == "id")])
        found[model.__name__] = sorted(map(str, given)) if hanging else list(given.order_by(names[0]))
    return found


def typed_in(plan: Plan, organ: Organ, moment: Any) -> None:
    """The same, call by call, at its moments."""
    moment.move_to(plan.calls[0].moment)
    case = record.open_case(organ, plan.application, plan.opening, by=plan.by)
    for call in plan.calls[1:]:
        moment.move_to(call.moment)
        events = {event.seq: event for event in case.events.all()}
        parties = dict(case.parties.values_list("position", "pk"))
        wanted = [step.entry(events, parties) for step in call.steps]
        case = record.write(case, wanted, by=plan.by, version=case.version)


def differences() -> list[Any]:
    """Where what is stored of a case is not what its events mean."""
    checked = upkeep.differences(Case.objects.all(), today=clock.today())
    return [difference for _seen, found in checked for difference in found]


class Undo(Exception):
    pass


def restart_sequences() -> None:
    """PostgreSQL does not give a number twice, not even after a rollback."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in TABLES:
                if model is not FeedEntry:
                    table = model._meta.db_table
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 1, false)", [table])


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 7])
def test_generated_rows_are_those_that_record_writes(begun: Organ, seed: int) -> None:
    restart_sequences()
    with pytest.raises(Undo), transaction.atomic():
        planned = [plan for one in work(begun, 60, seed=seed) for part in one.slices for plan in plan_of(part, seed)]
        raise Undo
    with pytest.raises(Undo), transaction.atomic():
        for one in work(begun, 60, seed=seed):
            run.write(one)
        generated = rows()
        raise Undo
    restart_sequences()
    with time_machine.travel(NOW, tick=False) as moment:
        for plan in planned:
            typed_in(plan, begun, moment)
        moment.move_to(NOW)
        list(upkeep.refresh(today=clock.today()))
    recorded = rows()
    assert len(generated["Case"]) == 60
    for name, expected in recorded.items():
        assert generated[name] == expected, name


def plan_of(part: run.Slice, seed: int) -> list[Plan]:
    return run.plans(part, seed=seed, now=NOW)


@pytest.mark.django_db
def test_generated_cases_are_true_to_their_events_and_their_chain(begun: Organ, capsys: Any) -> None:
    for one in work(begun, 150, seed=3):
        run.write(one)
    feed.number_pending()
    assert differences() == []
    call_command("verify_log")
    assert Case.objects.to_refresh(today=clock.today()).count() == 0
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"received", "filed", "answered", "concluded", "served", "not_filed", "extended"} <= kinds
    assert Event.objects.filter(corrects__isnull=False).exists()
    assert Event.objects.filter(recorded_at__gte=NOW).count() == 0


@pytest.mark.django_db
def test_a_batch_is_judged_anew_where_the_calendar_changed_before_it_was_stored(begun: Organ, monkeypatch: Any) -> None:
    judge, judged_by = run.judged, []

    def changing(planned: Any, of: run.Work, calendar: WorkCalendar) -> Any:
        made = judge(planned, of, calendar)
        if not judged_by:
            notices.store(notices.parse(NOTICE_OF_2027))
        judged_by.append(calendar)
        return made

    monkeypatch.setattr(run, "judged", changing)
    [one] = work(begun, 60, seed=7)
    assert run.write(one) == (60, sum(len(found) for name, found in rows().items() if name != "NumberSeries"))
    first, second = judged_by
    assert second is not first
    assert differences() == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="makes a SQLite file of its own: once is enough")
def test_two_processes_fill_one_sqlite_file(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.manage("generate_cases", "--count", "1100", "--organs", "3", "--workers", "2")
    assert "1,100" in place.manage("check_cases").stdout
    place.manage("verify_log")


@pytest.mark.django_db
def test_same_seed_gives_the_same_cases(begun: Organ) -> None:
    def drawn() -> list[Any]:
        parts = [part for one in work(begun, 40, seed=5) for part in one.slices]
        return [(plan.application.parties[0].name, plan.calls) for part in parts for plan in plan_of(part, 5)]

    with transaction.atomic():
        first = drawn()
        NumberSeries.objects.all().delete()
    assert drawn() == first


@pytest.mark.django_db
def test_database_in_real_use_is_refused() -> None:
    founding.begin(
        founding.REAL, code="130631", name="望都县人民政府", institution="", number_pattern="{year}-{serial}"
    )
    with pytest.raises(CommandError, match="正式办案"):
        call_command("generate_cases", "--count", "1")
    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--count=0", "--count 须为 1 至"),
        ("--organs=5001", "--organs 须为 1 至 5,000"),
        ("--workers=0", "--workers 须为 1 至 64"),
        ("--from=1999", "--from 须为 2000 至"),
    ],
)
def test_what_cannot_be_generated_is_said(given: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("generate_cases", given)
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_names_say_that_they_are_invented(begun: Organ) -> None:
    for one in work(begun, 30, seed=2):
        run.write(one)
    assert all("（示例）" in name for name in Party.objects.filter(agency=None).values_list("name", flat=True))
    assert all("示例" in name for name in Organ.objects.values_list("name", flat=True))


def test_parts_add_up() -> None:
    months = of_months(2016, today=date(2026, 11, 23))
    assert sum(shared(997, list(months.values()))) == 997
    assert len(months) == 131
