"""A published report stays what it was, and later says which cases changed and why."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from cases import lawsuits, loading
from cases.models import Case, Litigation, Organ, PublishedReport
from cases.reports.archive import fingerprint, publish, recompute
from cases.reports.periods import Period
from cases.rules.terms import Outcome

from .conftest import day
from .histories import add, correct, fact, opened

YEAR = Period.year(2023)


@pytest.fixture
def clock(keys: None, organ: Organ) -> Iterator[Any]:
    """2024-01-08, a Monday, and on from there."""
    with time_machine.travel("2024-01-08T12:00:00+08:00", tick=True) as traveller:
        loading.load_calendar()
        yield traveller


@pytest.fixture
def case(clock: Any, organ: Organ) -> Case:
    return opened(
        organ,
        fact("received", "2023-03-01"),
        fact("filed", "2023-03-03"),
        fact("concluded", "2023-04-10", outcome=Outcome.UPHELD),
    )


@pytest.fixture
def published(case: Case, organ: Organ) -> PublishedReport:
    return publish(YEAR, organ=organ, by=None)


def test_published_report_keeps_its_sentence_cases_and_definitions(published: PublishedReport, case: Case) -> None:
    assert published.sentence.startswith("全年受理行政复议申请1件,立案1件,办结1件,纠错率0.0%。")
    assert published.title == "2023年行政复议统计"
    ((case_id, number, counted_in, rows),) = published.cases
    assert (case_id, number) == (case.pk, case.number)
    assert {"accepted", "filed", "concluded"} <= set(counted_in)
    assert rows["outcome"] == ["upheld"]
    assert [rate["formula"] for rate in published.definitions["rates"]][0] == "纠错 ÷ 办结"


def test_nothing_recorded_nothing_changed(published: PublishedReport, clock: Any) -> None:
    clock.move_to("2024-06-03T12:00:00+08:00")
    published.refresh_from_db()
    found = recompute(published)
    assert found.intact
    assert found.reproducible
    assert found.unchanged


def test_correction_is_named_with_its_reason(published: PublishedReport, case: Case, clock: Any) -> None:
    clock.move_to("2024-02-05T12:00:00+08:00")
    correct(case, "concluded", fact("concluded", "2024-01-03", outcome=Outcome.REVOKED), "决定书日期录入错误")
    found = recompute(published)
    assert found.intact
    assert found.reproducible
    assert [(row.label, row.then, row.now) for row in found.differences][:2] == [
        ("办结", "1", "0"),
        ("期末未结", "0", "1"),
    ]
    (changed,) = found.changed
    assert changed.number == case.number
    assert {"−办结", "+期末未结"} <= set(changed.figures)
    assert changed.reasons == ["2024-02-05 更正：办结 2024-01-03，原为 办结 2023-04-10；理由：决定书日期录入错误"]


def test_case_registered_late_is_named(published: PublishedReport, organ: Organ, clock: Any) -> None:
    clock.move_to("2024-02-05T12:00:00+08:00")
    opened(organ, fact("received", "2023-12-28"), number="补录1号")
    (changed,) = recompute(published).changed
    assert (changed.number, changed.then) == ("补录1号", None)
    assert "+收件" in changed.figures
    assert changed.reasons[0] == "2024-02-05 登记：收件 2023-12-28"


def test_case_concluded_next_year_leaves_the_year_as_it_was(organ: Organ, clock: Any) -> None:
    pending = opened(organ, fact("received", "2023-12-01"), fact("filed", "2023-12-04"))
    published = publish(YEAR, organ=organ, by=None)
    clock.move_to("2024-01-29T12:00:00+08:00")
    add(pending, fact("concluded", "2024-01-29", outcome=Outcome.REVOKED))
    assert recompute(published).unchanged


def test_what_time_brings_about_is_named_as_such(organ: Organ, clock: Any) -> None:
    """Silence files the case on its last screening day, which lies in the period that was published before it ended."""
    opened(organ, fact("received", "2024-01-05"))
    published = publish(Period.month(2024, 1), organ=organ, by=None)
    clock.move_to("2024-02-05T12:00:00+08:00")
    (changed,) = recompute(published).changed
    assert "+立案" in changed.figures
    assert changed.reasons == ["期间经过，没有新登记的事项"]


def test_lawsuit_registered_later_is_a_difference(published: PublishedReport, organ: Organ) -> None:
    lawsuits.save(Litigation(organ=organ, court="示例", received_on=day("2023-06-01")))
    assert [(row.label, row.then, row.now) for row in recompute(published).differences] == [("行政诉讼", "0", "1")]


@pytest.mark.parametrize("column", ["sentence", "title"])
def test_tampering_is_seen(published: PublishedReport, column: str) -> None:
    PublishedReport.objects.filter(pk=published.pk).update(**{column: "改过"})
    published.refresh_from_db()
    assert not recompute(published).intact


def test_commands_publish_and_compare(case: Case, clock: Any) -> None:
    out = StringIO()
    call_command("publish_report", start="2023-01-01", end="2023-12-31", stdout=out)
    assert "已发布：2023年行政复议统计（1件案件）" in out.getvalue()
    clock.move_to("2024-02-05T12:00:00+08:00")
    correct(case, "concluded", fact("concluded", "2024-01-03", outcome=Outcome.REVOKED), "决定书日期录入错误")
    call_command("check_reports", stdout=out)
    assert "2023年行政复议统计：内容未被改动，可以重现，现在有不同" in out.getvalue()
    assert "  办结：公布时 1，现在 0" in out.getvalue()
    assert "理由：决定书日期录入错误" in out.getvalue()


def test_command_fails_where_a_report_was_tampered_with(published: PublishedReport) -> None:
    PublishedReport.objects.update(sentence="改过")
    with pytest.raises(SystemExit):
        call_command("check_reports", stdout=StringIO())


def test_indicator_added_later_changes_no_old_report(published: PublishedReport) -> None:
    """As published by a program that did not know one of the indicators by which the case counts."""
    known = [row for row in published.definitions["indicators"] if row["name"] != "accepted"]
    published.definitions["indicators"] = known
    for row in published.cases:
        row[2].remove("accepted")
    published.sha256 = fingerprint(published)
    compared = recompute(published)
    assert (compared.intact, compared.reproducible, compared.unchanged) == (True, True, True)
