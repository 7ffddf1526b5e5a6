"""What was known when: the rows that reports count."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from cases import record, upkeep
from cases.models import Case, CaseVersion
from cases.models.columns import FOREVER
from cases.versions import midnight

from .builders import NOON, add, day, event, fact, opened

pytestmark = pytest.mark.django_db


def known(case: Case, moment: datetime) -> CaseVersion:
    return CaseVersion.objects.get(case=case, known_from__lte=moment, known_to__gt=moment)


def spans(case: Case) -> list[tuple[datetime, datetime]]:
    return list(CaseVersion.objects.filter(case=case).order_by("known_from").values_list("known_from", "known_to"))


def test_a_new_case_is_known_from_its_registration(case: Case) -> None:
    assert spans(case) == [(case.recorded_at, FOREVER)]
    assert known(case, case.recorded_at).state == "filed"


def test_a_correction_leaves_what_was_known_before(case: Case) -> None:
    before = case.recorded_at
    case = record.correct(event(case, "filed"), fact("filed", "11-06"), reason="误", by=None, version=case.version)
    assert known(case, before).filed_on == day("11-05")
    assert known(case, case.recorded_at).filed_on == day("11-06")
    assert known(case, case.recorded_at - timedelta(microseconds=1)).filed_on == day("11-05")


def test_an_event_that_changes_nothing_that_counts_makes_no_version(case: Case) -> None:
    case = add(case, fact("opinion_heard", "11-20"))
    assert len(spans(case)) == 1


def test_what_time_brought_is_known_from_the_start_of_its_day_whenever_somebody_looked(organ: Any, clock: Any) -> None:
    """Received on 20 November: silence files it on the 27th, visible from the 28th; the run came weeks later."""
    case = opened(organ, fact("received", "11-20"))
    assert (case.state, case.next_change_on) == ("accepted", day("11-28"))
    clock.move_to("2026-12-20T09:00:00+08:00")
    list(upkeep.refresh(today=day("12-20")))
    case.refresh_from_db()
    assert (case.state, case.deemed_filed, case.filed_on) == ("filed", True, day("11-27"))
    assert known(case, midnight(day("11-28")) - timedelta(microseconds=1)).state == "accepted"
    assert known(case, midnight(day("11-28"))).state == "filed"
    found = spans(case)
    assert [later for _, later in found[:-1]] == [earlier for earlier, _ in found[1:]]
    assert found[-1][1] == FOREVER


def test_refreshing_once_or_every_night_tells_the_same(organ: Any, clock: Any) -> None:
    late, nightly = opened(organ, fact("received", "11-20")), opened(organ, fact("received", "11-20"))
    others = Case.objects.filter(pk=nightly.pk)
    for offset in range(1, 80):
        clock.move_to(datetime.fromisoformat(NOON) + timedelta(days=offset))
        from cases import calendars
        from cases import clock as ours

        upkeep._refresh(
            list(others.to_refresh(today=ours.today())), ours.today(), calendars.current(), upkeep.Outcome()
        )
    list(upkeep.refresh(today=ours.today()))
    columns = ["state", "due_on", "findings", "known_from", "known_to"]
    told = [
        list(CaseVersion.objects.filter(case=case).order_by("known_from").values_list(*columns))
        for case in (late, nightly)
    ]
    moments = [[row[3:] for row in rows][1:] for rows in told]
    assert [row[:3] for row in told[0]] == [row[:3] for row in told[1]]
    assert moments[0] == moments[1]
    assert len(told[0]) > 2


def test_recording_catches_up_before_the_new_facts(organ: Any, clock: Any) -> None:
    """On 10 December nobody has refreshed since 23 November, and somebody records that it was filed on the 25th."""
    case = opened(organ, fact("received", "11-20"))
    clock.move_to("2026-12-10T09:00:00+08:00")
    case = add(case, fact("filed", "11-25"))
    before = known(case, case.recorded_at - timedelta(microseconds=1))
    assert (before.state, before.deemed_filed, before.filed_on) == ("filed", True, day("11-27"))
    after = known(case, case.recorded_at)
    assert (after.deemed_filed, after.filed_on) == (False, day("11-25"))


def test_knowledge_goes_forward_though_the_clock_goes_back(case: Case, clock: Any) -> None:
    clock.shift(timedelta(days=-1))
    for on in ("11-06", "11-09"):
        case = record.correct(event(case, "filed"), fact("filed", on), reason="误", by=None, version=case.version)
    found = spans(case)
    assert len(found) == 3 and all(start < end for start, end in found)
    assert [later for _, later in found[:-1]] == [earlier for earlier, _ in found[1:]]


def test_nothing_changes_between_one_change_and_the_next(case: Case) -> None:
    """`next_change_on` is a promise: until then the stored projection holds."""
    from cases import calendars, projections
    from cases.history import load

    history = load([case.pk])[case.pk]
    on = day("11-23")
    for _ in range(12):
        first = projections.project(history, on=on, calendar=calendars.current())
        following = first.columns["next_change_on"]
        if following is None:
            break
        last = projections.project(history, on=following - timedelta(days=1), calendar=calendars.current())
        assert (last.columns, last.deadlines) == (first.columns, first.deadlines)
        on = following
