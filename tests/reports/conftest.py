"""Cases made directly as projections: what reports read, without the way there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from cases import crypto
from cases.models import Agency, Case, CaseVersion, Organ
from cases.models.columns import FOREVER
from cases.reports.scope import Scope
from cases.versions import COLUMNS

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MakeCase = Callable[..., Case]


@pytest.fixture
def organ(db: None) -> Organ:
    return Organ.objects.create(code="130631", name="望都县人民政府")


@pytest.fixture
def keys(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.KEYS_DIR = tmp_path_factory.mktemp("keys")
    crypto.create_keys()


@pytest.fixture
def scope(organ: Organ) -> Scope:
    return Scope(organ=organ)


@pytest.fixture
def police(organ: Organ) -> Agency:
    return Agency.objects.create(code="police", name="望都县公安局", type="county_department", organ=organ)


@pytest.fixture
def make(organ: Organ) -> MakeCase:
    serial = count(1)

    def make(accepted_on: str, **columns: Any) -> Case:
        known_from = columns.pop("known_from", LONG_AGO)
        known_to = columns.pop("known_to", FOREVER)
        case = Case(
            organ=columns.pop("organ", organ),
            number=f"望政复〔示例〕{next(serial)}号",
            **_columns(accepted_on, columns),
        )
        case.recorded_at = case.created_at = known_from
        case.last_event_on = case.accepted_on
        case.save()
        add_version(case, known_from, known_to)
        return case

    return make


def add_version(case: Case, known_from: datetime, known_to: datetime = FOREVER) -> None:
    columns = {name: getattr(case, name) for name in COLUMNS}
    CaseVersion.objects.create(case=case, known_from=known_from, known_to=known_to, **columns)


def _columns(accepted_on: str, given: dict[str, Any]) -> dict[str, Any]:
    """State, stage and closing day follow from the other dates."""
    columns = {name: day(value) if name.endswith("_on") else value for name, value in given.items()}
    concluded, closed = columns.get("concluded_on"), columns.get("closed_on")
    state = "concluded" if concluded else "not_filed" if closed else "filed" if columns.get("filed_on") else "accepted"
    return {
        "edition": "2017",
        "state": state,
        "stage": "closed" if concluded or closed else "under_review",
        "accepted_on": day(accepted_on),
        **columns,
        "closed_on": concluded or closed,
    }


def day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
