"""What must hold of every history, whatever happens in it."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from golden import TODAY, timelines, work_calendar
from histories import at, event, facts, histories, last_day, least
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.rules.assess import assess
from cases.rules.errors import RuleError, RuleViolation
from cases.rules.terms import DeadlineKind, Kind, State, Status
from cases.rules.timeline import CaseState, fold


def steady(examples: int = 60) -> settings:
    """The same examples in every run."""
    return settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


lookahead = st.integers(0, 120).map(timedelta)

FOLLOW_UP = {
    *(DeadlineKind.COURT_ACTION, DeadlineKind.REMAKE, DeadlineKind.PERFORMANCE, DeadlineKind.OPINION_FEEDBACK),
    DeadlineKind.PUBLIC_NOTICE,
}


def view(state: CaseState) -> tuple[Any, ...]:
    """What a list, a report or a reminder would show."""
    rows = tuple(
        (row.kind, row.starts_on, row.party, row.ref, row.due_on, row.status, row.met_on) for row in state.deadlines
    )
    return state.state, state.stage, state.filed_on, state.concluded_on, rows, tuple(state.findings)


def decision_due(state: CaseState) -> date | None:
    return next((row.due_on for row in state.deadlines if row.kind is DeadlineKind.DECISION), None)


@steady()
@given(histories(), lookahead)
def test_due_date_is_a_workday_unless_the_rule_is_a_threshold(events: list[dict[str, Any]], ahead: timedelta) -> None:
    for row in at(events, last_day(events) + ahead).deadlines:
        if row.due_on is not None and row.kind is not DeadlineKind.SUSPENSION_LIMIT:
            assert work_calendar().is_workday(row.due_on), row


@steady()
@given(histories(), st.data())
def test_adding_a_suspension_never_brings_the_decision_forward(
    events: list[dict[str, Any]], data: st.DataObject
) -> None:
    """期限只会因中止顺延，不会提前（第三十九条）。"""
    first = date.fromisoformat(events[0]["on"])
    since = first + timedelta(data.draw(st.integers(0, 90)))
    until = since + timedelta(data.draw(st.integers(0, 60)))
    longer = [*events, event(Kind.SUSPENDED, since, ground="5"), event(Kind.RESUMED, until)]
    on = max(last_day(events), until)
    before = decision_due(at(events, on))
    try:
        after = decision_due(at(longer, on))
    except RuleViolation:
        return
    assert before is None or after is None or after >= before


@steady()
@given(histories(), lookahead)
def test_facts_after_the_day_are_ignored(events: list[dict[str, Any]], back: timedelta) -> None:
    on = last_day(events) - back
    until_then = [data for data in events if data["on"] <= on.isoformat()]
    assert at(events, on) == at(until_then, on)


@steady()
@given(histories(), st.randoms(use_true_random=False), lookahead)
def test_order_of_different_days_in_the_input_does_not_matter(
    events: list[dict[str, Any]], random: Any, ahead: timedelta
) -> None:
    on = last_day(events) + ahead
    assert at(shuffled(events, random), on) == at(events, on)


def shuffled(events: Sequence[dict[str, Any]], random: Any) -> list[dict[str, Any]]:
    """The days in another order; the events of one day keep theirs."""
    days = sorted({data["on"] for data in events})
    random.shuffle(days)
    return [data for day in days for data in events if data["on"] == day]


@steady()
@given(histories(), st.data())
def test_correcting_an_event_back_restores_the_state(events: list[dict[str, Any]], data: st.DataObject) -> None:
    on = last_day(events) + timedelta(30)
    before = at(events, on)
    place = data.draw(st.integers(0, len(events) - 1))
    moved = copy.deepcopy(events)
    moved[place]["on"] = (
        date.fromisoformat(events[place]["on"]) + timedelta(data.draw(st.integers(-9, 9)))
    ).isoformat()
    try:
        at(moved, on)
    except RuleViolation as refusal:
        assert refusal.event is not None
    moved[place]["on"] = events[place]["on"]
    assert at(moved, on) == before


@steady()
@given(histories(), lookahead)
def test_nothing_changes_before_next_change_on_and_something_does_then(
    events: list[dict[str, Any]], ahead: timedelta
) -> None:
    on = last_day(events) + ahead
    now = at(events, on)
    if now.next_change_on is None:
        assert {view(at(events, on + timedelta(days))) for days in (1, 7, 61, 400, 3000)} == {view(now)}
        return
    assert now.next_change_on > on
    gap = (now.next_change_on - on).days
    for days in {1, gap // 2, gap - 1} - {0, gap}:
        assert view(at(events, on + timedelta(days))) == view(now)
    assert view(at(events, now.next_change_on)) != view(now)


@steady(30)
@given(histories(), lookahead)
def test_allowed_events_are_accepted_and_all_others_refused(events: list[dict[str, Any]], ahead: timedelta) -> None:
    on = last_day(events) + ahead
    allowed = at(events, on).allowed
    for kind in Kind:
        assert (kind in allowed) == is_legal([*events, least(kind, on)], on), kind


def is_legal(events: Sequence[dict[str, Any]], on: date) -> bool:
    try:
        at(events, on)
    except RuleViolation as refusal:
        assert refusal.event == len(events) - 1
        assert refusal.message
        return False
    return True


@steady()
@given(histories(), lookahead)
def test_headline_and_dates_agree(events: list[dict[str, Any]], ahead: timedelta) -> None:
    state = at(events, last_day(events) + ahead)
    assert state.accepted_on == date.fromisoformat(events[0]["on"])
    assert (state.state is State.CONCLUDED) == (state.concluded_on is not None)
    assert (state.state in (State.CONCLUDED, State.NOT_FILED)) == (state.closed_on is not None) or state.voided_on
    assert state.state is not State.FILED or state.filed_on is not None
    assert state.state is not State.ACCEPTED or state.filed_on is None
    assert not state.deemed_filed or state.filed_on is not None


@steady()
@given(histories(), lookahead)
def test_closed_case_keeps_no_open_procedural_deadline(events: list[dict[str, Any]], ahead: timedelta) -> None:
    state = at(events, last_day(events) + ahead)
    if state.closed_on is None and state.voided_on is None:
        return
    open_rows = [row for row in state.deadlines if row.status in (Status.RUNNING, Status.STOPPED, Status.OVERDUE)]
    assert not [row for row in open_rows if row.kind not in FOLLOW_UP]


@steady()
@given(histories(), lookahead)
def test_every_deadline_and_finding_can_be_explained(events: list[dict[str, Any]], ahead: timedelta) -> None:
    on = last_day(events) + ahead
    state = at(events, on)
    for row in state.deadlines:
        assert row.starts_on <= on or row.kind is DeadlineKind.HEARING_NOTICE  # counted back from the hearing
        assert row.explain().strip()
        assert row.article
    assert all(finding.article and finding.message for finding in state.findings)


@steady()
@given(histories(), lookahead)
def test_assess_and_fold_say_the_same(events: list[dict[str, Any]], ahead: timedelta) -> None:
    on = last_day(events) + ahead
    answer = assess({"events": events, "on": on.isoformat()}, today=TODAY, calendar=work_calendar())
    state = at(events, on)
    assert answer["state"] == state.state
    assert answer["next_change_on"] == (state.next_change_on.isoformat() if state.next_change_on else None)
    assert len(answer["deadlines"]) == len(state.deadlines)


def test_folding_leaves_its_input_alone() -> None:
    given_facts = facts([event(Kind.RECEIVED, date(2024, 3, 1)), event(Kind.FILED, date(2024, 3, 5))])
    kept = list(given_facts)
    first = fold(given_facts, on=date(2024, 4, 1), calendar=work_calendar())
    assert given_facts == kept
    assert fold(given_facts, on=date(2024, 4, 1), calendar=work_calendar()) == first


# Arbitrary input: an answer or a refusal, never a crash.

texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("2024-03-01", "9999-12-31", "0001-01-01", "2024-02-30", "received", "filed", "decision", "2017", "\x00")
    ),
)
plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts)
anything = st.recursive(
    plain, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)), max_leaves=6
)
days = st.one_of(
    st.sampled_from(("0001-01-01", "9999-12-31", "9999-11-05", "2024-03-01", "2024-03-08")), st.dates().map(str)
)
names = st.sampled_from(
    ("ground", "days", "outcome", "delivered_on", "due_on", "hearing_on", "posted_on", "party", "parts")
)
wild_events = st.builds(
    lambda kind, on, more: {"kind": kind, "on": on, **more},
    st.sampled_from([*(kind.value for kind in Kind)]),
    st.one_of(days, anything),
    st.dictionaries(names, st.one_of(days, anything), max_size=2),
)
wild_acts = st.fixed_dictionaries(
    {"kind": st.sampled_from(("decision", "omission"))},
    optional={
        **dict.fromkeys(("made_on", "known_on", "remedy_known_on", "requested_on", "duty_due_on"), days),
        **dict.fromkeys(("remedy_stated", "real_estate"), st.booleans()),
        "limit_days": st.integers(1, 36500),
        "obstacles": st.lists(st.fixed_dictionaries({"from": days}, optional={"to": days}), max_size=2),
    },
)
wild_inputs = st.fixed_dictionaries(
    {"events": st.one_of(st.lists(wild_events, max_size=4), anything)},
    optional={
        "on": st.one_of(days, anything),
        "procedure": st.one_of(st.sampled_from(("ordinary", "summary")), anything),
        "edition": st.one_of(st.sampled_from(("2017", "2023", "2026")), anything),
        "act": st.one_of(wild_acts, anything),
    },
)


def answers_or_refuses(data: Any) -> None:
    try:
        answer = assess(data, today=TODAY, calendar=work_calendar())
    except RuleError as refusal:
        json.dumps(refusal.as_dict())
    else:
        json.dumps(answer)


@steady(250)
@given(st.one_of(anything, wild_inputs))
def test_arbitrary_input_is_answered_or_refused(data: Any) -> None:
    answers_or_refuses(data)


@steady(200)
@given(
    st.lists(st.sampled_from([kind for kind in Kind if kind is not Kind.RECEIVED]), max_size=4),
    st.lists(days, min_size=6),
    wild_acts,
)
def test_days_at_the_ends_of_the_calendar_are_answered_or_refused(
    kinds: list[Kind], on: list[str], act: dict[str, Any]
) -> None:
    first, last, *others = sorted(on)
    events = [event(Kind.RECEIVED, date.fromisoformat(first))]
    events += [least(kind, date.fromisoformat(day)) for kind, day in zip(kinds, others, strict=False)]
    answers_or_refuses({"events": events, "on": last, "act": act})


@steady(150)
@given(st.sampled_from([timeline.input for timeline in timelines()]), st.data())
def test_damaged_timeline_is_answered_or_refused(given_input: dict[str, Any], data: st.DataObject) -> None:
    damaged = copy.deepcopy(given_input)
    holders = [damaged, *(entry for entry in damaged.get("events", ()) if isinstance(entry, dict))]
    holder = data.draw(st.sampled_from(holders))
    holder[data.draw(st.sampled_from(sorted(holder)))] = data.draw(anything)
    answers_or_refuses(damaged)


@pytest.mark.parametrize("on", ["9999-12-31", "9999-11-02", "0001-01-01"])
def test_any_calendar_day_can_be_assessed(on: str) -> None:
    events = [{"kind": "received", "on": on}, {"kind": "filed", "on": on}]
    answer = assess({"events": events, "on": on}, today=TODAY, calendar=work_calendar())
    assert answer["state"] == "filed"
