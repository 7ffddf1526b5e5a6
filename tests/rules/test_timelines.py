"""The golden timelines, each through the door that everybody else uses."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from golden import TODAY, Timeline, differences, timelines

from cases.rules.assess import assess
from cases.rules.calendar import WorkCalendar
from cases.rules.errors import Malformed, RuleError, RuleViolation

ANSWERS = [timeline for timeline in timelines() if timeline.expect is not None]
REFUSALS = [timeline for timeline in timelines() if timeline.error is not None]
ANSWER_KEYS = {
    *("state", "stage", "edition", "accepted_on", "filed_on", "deemed_filed", "concluded_on"),
    *("deadlines", "findings", "allowed", "next_change_on"),
}
DEADLINE_KEYS = {
    *("kind", "starts_on", "length", "unit", "due_on", "article", "provisional", "met_on", "status", "explanation"),
}


@pytest.mark.parametrize("timeline", ANSWERS, ids=str)
def test_history_has_the_meaning_that_the_law_gives_it(timeline: Timeline, calendar: WorkCalendar) -> None:
    answer = assess(timeline.input, today=TODAY, calendar=calendar)
    assert not differences(timeline.expect or {}, answer), timeline.article


@pytest.mark.parametrize("timeline", REFUSALS, ids=str)
def test_impossible_history_is_refused_with_the_place_of_the_event(timeline: Timeline, calendar: WorkCalendar) -> None:
    expected = dict(timeline.error or {})
    kind = {1: Malformed, 2: RuleViolation}[expected.pop("exit")]
    article = expected.pop("article", "")
    with pytest.raises(RuleError) as caught:
        assess(timeline.input, today=TODAY, calendar=calendar)
    got = caught.value.as_dict()
    assert type(caught.value) is kind
    assert {name: got[name] for name in expected} == expected
    assert str(got["article"] or "").startswith(article)
    assert set(got) == {"code", "article", "message", "event"}
    assert got["message"]


@pytest.mark.parametrize("timeline", ANSWERS, ids=str)
def test_answer_is_plain_json_with_every_key_and_an_explanation(timeline: Timeline, calendar: WorkCalendar) -> None:
    answer = json.loads(json.dumps(assess(timeline.input, today=TODAY, calendar=calendar), ensure_ascii=False))
    assert set(answer) >= ANSWER_KEYS
    for row in answer["deadlines"]:
        assert set(row) >= DEADLINE_KEYS
        assert row["explanation"].strip()
        assert row["article"]
    for finding in answer["findings"]:
        assert set(finding) >= {"code", "article", "message"}
        assert finding["article"]
        assert finding["message"]


def test_today_is_assumed_where_no_day_is_given(calendar: WorkCalendar) -> None:
    data: dict[str, Any] = {"events": [{"kind": "received", "on": "2024-02-07"}]}
    assert assess(data, today=date(2024, 2, 20), calendar=calendar)["state"] == "accepted"
    assert assess(data, today=date(2024, 2, 21), calendar=calendar)["state"] == "filed"


def test_absent_and_null_keys_mean_the_same(calendar: WorkCalendar) -> None:
    events = [{"kind": "received", "on": "2024-02-07", "channel": None}]
    full = {"events": events, "procedure": None, "edition": None, "on": None, "act": None}
    bare = {"events": [{"kind": "received", "on": "2024-02-07"}]}
    assert assess(full, today=TODAY, calendar=calendar) == assess(bare, today=TODAY, calendar=calendar)


def test_a_stopped_decision_tells_how_many_days_are_left(calendar: WorkCalendar) -> None:
    """Received 1 March, filed 5 March: 15 of 60 days are used up by 20 March."""
    events = [
        {"kind": "received", "on": "2024-03-01"},
        {"kind": "filed", "on": "2024-03-05"},
        {"kind": "suspended", "on": "2024-03-20", "ground": "8"},
    ]
    answer = assess({"events": events, "on": "2024-04-12"}, today=TODAY, calendar=calendar)
    decision = next(row for row in answer["deadlines"] if row["kind"] == "decision")
    assert "45" in decision["explanation"]
