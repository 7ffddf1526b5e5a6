"""An explanation shows the days counted, what was left out and why, and says where the law is open."""

from __future__ import annotations

import re
from typing import Any

import pytest
from golden import TODAY, timelines
from test_deadline_cases import events

from cases.rules.assess import assess
from cases.rules.calendar import WorkCalendar

FILED_2024 = "received 2024-07-30; filed 2024-08-05"
FILED_2023 = "received 2023-03-06; filed 2023-03-09"
OTHER_LAW = re.compile(r"(实施条例|行政诉讼法|民事诉讼法)第[一二三四五六七八九十]+条[^（。；]*（20\d\d年")
OPEN = "提示："


def explanation(text: str, on: str, kind: str, calendar: WorkCalendar, **more: Any) -> str:
    data = {"events": events(text) if text else [], "on": on, **more}
    answer = assess(data, today=TODAY, calendar=calendar)
    return next(str(row["explanation"]) for row in answer["deadlines"] if row["kind"] == kind)


def test_workdays_are_listed_with_what_was_skipped(calendar: WorkCalendar) -> None:
    told = explanation("received 2024-02-07", "2024-02-08", "screening", calendar)
    assert "2月18日" in told  # a make-up Sunday counts
    assert "春节" in told
    assert "第三十条第一款" in told


def test_a_roll_names_its_reason(calendar: WorkCalendar) -> None:
    told = explanation(FILED_2024, "2024-08-06", "decision", calendar)
    assert "2024年10月4日" in told
    assert "国庆" in told
    assert "2024年10月8日" in told
    assert "第八十五条第三款" in told


def test_stops_and_extension_are_taken_out_one_by_one(calendar: WorkCalendar) -> None:
    text = f"{FILED_2024}; suspended 2024-08-20 ground=8; resumed 2024-08-29; extended 2024-09-10 days=30"
    told = explanation(text, "2024-09-11", "decision", calendar)
    for part in ("2024年8月20日", "2024年8月29日", "9日", "30日"):
        assert part in told


def test_an_unknown_year_is_called_provisional(calendar: WorkCalendar) -> None:
    assert "暂定" in explanation("received 2026-11-20; filed 2026-11-23", "2026-11-23", "decision", calendar)
    assert "暂定" not in explanation(FILED_2024, "2024-08-06", "decision", calendar)


def test_an_omission_names_where_its_period_begins(calendar: WorkCalendar) -> None:
    """实施条例第十六条：自行政机关收到申请满60日起，不是自知道行政行为之日起。"""
    act = {"kind": "omission", "requested_on": "2024-03-01"}
    told = explanation("received 2024-06-03", "2024-06-04", "application", calendar, act=act)
    assert "第十六条" in told
    assert "知道" not in told


@pytest.mark.parametrize(
    ("text", "on", "kind"),
    [
        (f"{FILED_2024}; extended 2024-10-08 days=30", "2024-10-09", "decision"),
        (f"{FILED_2024}; suspended 2024-08-20 ground=8; resumed 2024-08-29", "2024-09-02", "decision"),
        (
            "received 2023-03-06; supplement_requested 2023-03-09; supplemented 2023-03-20; filed 2023-03-22",
            "2023-03-23",
            "decision",
        ),
        (f"{FILED_2024}; hearing_notified 2024-08-20 hearing_on=2024-08-30", "2024-08-21", "hearing_notice"),
        (f"{FILED_2023}; clock_stopped 2023-03-10 reason=jurisdiction", "2023-03-13", "agreement"),
        (f"{FILED_2024}; concluded 2024-09-02 outcome=revoked remake=true; served 2024-09-03", "2024-09-04", "remake"),
        ("received 2023-12-29; filed 2024-01-03; copy_delivered 2024-01-03", "2024-01-10", "answer"),
    ],
    ids=[
        *("延长自第六十日接续", "中止扣除", "旧法补正扣除", "听证五日前", "协商管辖的日", "重新作出的起算"),
        "跨越新法施行日",
    ],
)
def test_an_open_reading_is_called_one(text: str, on: str, kind: str, calendar: WorkCalendar) -> None:
    """What no text settles is counted by the recommended reading, and says so."""
    assert OPEN in explanation(text, on, kind, calendar)


def test_a_limit_in_years_says_that_its_roll_is_a_reading(calendar: WorkCalendar) -> None:
    act = {"kind": "decision", "known_on": "2024-03-02", "remedy_stated": False}
    assert OPEN in explanation("", "2024-04-25", "application", calendar, act=act)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("concluded 2026-10-12 outcome=revoked remake=true; served 2026-10-13", "remake"),
        ("clock_stopped 2026-09-07 reason=inspection; clock_restarted 2026-09-10", "decision"),
        ("opinion_issued 2026-09-07; clock_stopped 2026-09-08 reason=appraisal", "decision"),
    ],
    ids=["重新作出", "现场勘验", "鉴定"],
)
def test_rows_that_rest_on_the_old_regulation_say_so_from_july_2026(
    text: str, kind: str, calendar: WorkCalendar
) -> None:
    told = explanation(f"received 2026-08-28; filed 2026-09-01; {text}", "2026-10-15", kind, calendar)
    assert "实施条例" in told.partition(OPEN)[2]


def test_only_articles_of_the_reconsideration_law_carry_its_edition(calendar: WorkCalendar) -> None:
    """《实施条例》是2007年的，《行政诉讼法》是2017年的：不能注明“2023年修订”。"""
    answers = (assess(timeline.input, today=TODAY, calendar=calendar) for timeline in timelines() if timeline.expect)
    told = {row["explanation"] for answer in answers for row in answer["deadlines"]}
    assert not {found.group() for text in told if (found := OTHER_LAW.search(text))}
