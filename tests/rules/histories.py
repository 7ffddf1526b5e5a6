"""Random legal histories for the property tests: each next event is drawn from what the rules allow that day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from golden import work_calendar
from hypothesis import strategies as st

from cases.rules.facts import Fact, read_fact
from cases.rules.terms import Kind, Stage
from cases.rules.timeline import CaseState, fold

Draw = Callable[..., Any]
FIRST, LAST = date(2019, 1, 2), date(2026, 9, 30)

LEAST: dict[Kind, dict[str, Any]] = {
    Kind.NOT_FILED: {"disposition": "refused"},
    Kind.SUSPENDED: {"ground": "1"},
    Kind.EXTENDED: {"days": 10},
    Kind.CLOCK_STOPPED: {"reason": "appraisal"},
    Kind.CONCLUDED: {"outcome": "upheld"},
    Kind.PROCEDURE_SWITCHED: {"procedure": "ordinary"},
}
NATURAL: dict[Stage | None, tuple[Kind, ...]] = {
    Stage.SCREENING: (Kind.FILED, Kind.FILED, Kind.SUPPLEMENT_REQUESTED),
    Stage.SUPPLEMENTING: (Kind.SUPPLEMENTED, Kind.SUPPLEMENTED, Kind.SUPPLEMENT_EXTENDED),
    Stage.UNDER_REVIEW: (
        *(Kind.COPY_SENT, Kind.ANSWERED, Kind.SUSPENDED, Kind.EXTENDED, Kind.CLOCK_STOPPED, Kind.CONCLUDED),
        *(Kind.NORMATIVE_REVIEW_REQUESTED, Kind.HEARING_NOTIFIED, Kind.OPINION_HEARD),
    ),
    Stage.SUSPENDED: (Kind.RESUMED, Kind.RESUMED, Kind.EXTENDED, Kind.CONCLUDED, Kind.NORMATIVE_NOTIFIED),
    Stage.TO_BE_SERVED: (Kind.SERVED,),
    Stage.SERVED: (Kind.SERVED, Kind.SUED, Kind.REMADE, Kind.PERFORMED, Kind.ARCHIVED, Kind.OPINION_ISSUED),
}
SHORT, LONG = (0, 1, 2, 3, 6), (0, 1, 4, 8, 15, 30, 50, 70)


def event(kind: Kind, on: date, **details: Any) -> dict[str, Any]:
    return {"kind": kind.value, "on": on.isoformat(), **details}


def least(kind: Kind, on: date) -> dict[str, Any]:
    """An event with nothing but what it must have."""
    return event(kind, on, **LEAST.get(kind, {}))


def facts(events: Sequence[dict[str, Any]]) -> list[Fact]:
    return [read_fact(data, event=place) for place, data in enumerate(events)]


def at(events: Sequence[dict[str, Any]], on: date) -> CaseState:
    return fold(facts(events), on=on, calendar=work_calendar())


def last_day(events: Sequence[dict[str, Any]]) -> date:
    return max(date.fromisoformat(data["on"]) for data in events)


@st.composite
def histories(draw: Draw, *, most: int = 10) -> list[dict[str, Any]]:
    """A legal history, from receipt on."""
    day = draw(st.dates(FIRST, LAST))
    events = [event(Kind.RECEIVED, day)]
    for _ in range(draw(st.integers(1, most))):
        filed = at(events, day).filed_on is not None
        day += timedelta(draw(st.sampled_from(LONG if filed else SHORT)))
        state = at(events, day)
        if state.allowed:
            events.append(draw(_next(day, state)))
    return events


@st.composite
def _next(draw: Draw, day: date, state: CaseState) -> dict[str, Any]:
    """Three times in four what comes naturally at this stage, else anything that is allowed."""
    natural = [kind for kind in NATURAL.get(state.stage, ()) if kind in state.allowed]
    is_natural = natural and draw(st.integers(0, 3))
    kind = draw(st.sampled_from(natural if is_natural else state.allowed))
    return event(kind, day, **draw(details(kind, day)))


def details(kind: Kind, day: date) -> st.SearchStrategy[dict[str, Any]]:
    """Details that are legal in every edition."""
    later = st.integers(0, 6).map(lambda days: (day + timedelta(days)).isoformat())
    role = st.sampled_from(("applicant", "respondent"))
    table: dict[Kind, dict[str, st.SearchStrategy[Any]]] = {
        Kind.SUPPLEMENT_REQUESTED: {"delivered_on": later, "days": st.integers(5, 20)},
        Kind.NOT_FILED: {
            "disposition": st.sampled_from(("refused", "redirected", "abandoned", "withdrawn", "settled"))
        },
        Kind.COPY_SENT: {"delivered_on": later},
        Kind.COPY_DELIVERED: {"party": st.integers(2, 3), "role": st.just("respondent")},
        Kind.ANSWERED: {"party": st.integers(2, 3), "role": st.just("respondent")},
        Kind.HEARING_NOTIFIED: {"hearing_on": st.integers(2, 20).map(lambda days: (day + timedelta(days)).isoformat())},
        Kind.EXTENDED: {"days": st.integers(1, 45)},
        Kind.SUSPENDED: {"ground": st.sampled_from("12345678")},
        Kind.CLOCK_STOPPED: {"reason": st.sampled_from(("appraisal", "inspection", "jurisdiction"))},
        Kind.NORMATIVE_NOTIFIED: {"delivered_on": later},
        Kind.NORMATIVE_TRANSFERRED: {"delivered_on": later},
        Kind.CONCLUDED: {
            "outcome": st.sampled_from(("altered", "revoked", "ordered_to_perform", "upheld", "terminated"))
        },
        Kind.SERVED: {"role": role, "method": st.sampled_from(("in_person", "public_notice"))},
        Kind.OPINION_ISSUED: {"delivered_on": later},
    }
    optional = table.get(kind, {})
    needed = {name: optional.pop(name) for name in LEAST.get(kind, {}) if name in optional}
    needed |= {name: st.just(value) for name, value in LEAST.get(kind, {}).items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=optional)
