"""Who is away has a deputy: the deputy's desk, counters and reminders hold those cases, and nobody else's."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.models import Case, User
from cases.reminders.digest import owed


@pytest.fixture
def away(clerk: User, colleague: User) -> User:
    """The clerk is away until Friday; the colleague stands in."""
    clerk.deputy, clerk.away_until = colleague, date(2026, 11, 27)
    clerk.save()
    return clerk


@pytest.fixture
def at_colleagues_desk(colleague: User) -> Client:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(colleague, backend="cases.backends.RoleBackend")
    return client


def test_deputy_sees_the_cases_on_the_own_desk(case: Case, away: User, at_colleagues_desk: Client) -> None:
    page = at_colleagues_desk.get("/").text
    assert case.number in page
    assert "您正在为陈示例代班" in page
    link = re.search(r'href="([^"]*desk=true)">全部在办案件', page)
    assert link
    assert [row.case for row in at_colleagues_desk.get(html.unescape(link[1])).context["rows"]] == [case]


def test_every_counter_of_a_deputy_opens_what_it_counts(case: Case, away: User, at_colleagues_desk: Client) -> None:
    for counter in at_colleagues_desk.get("/").context["counters"]:
        assert at_colleagues_desk.get(counter.url).context["count"] == counter.count, counter.name


def test_reminders_of_a_deputy_hold_those_deadlines(case: Case, away: User, colleague: User) -> None:
    assert {row.case_id for row in owed(colleague, everyone=False)} == {case.pk}


def test_nobody_stands_in_after_the_last_day(case: Case, away: User, at_colleagues_desk: Client) -> None:
    away.away_until = date(2026, 11, 22)
    away.save()
    assert at_colleagues_desk.get("/?scope=mine").context["rows"] == []
    assert at_colleagues_desk.get("/cases/?desk=true").context["count"] == 0


def test_case_page_says_who_stands_in(case: Case, away: User, at_colleagues_desk: Client) -> None:
    assert "外出至2026年11月27日，由孙示例代班" in at_colleagues_desk.get(f"/cases/{case.pk}/").text


@pytest.mark.parametrize("changes", [{"deputy": None}, {"away_until": None}])
def test_deputy_and_last_day_go_together(away: User, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(away, name, value)
    with pytest.raises(ValidationError, match="须一并填写"):
        away.validate_constraints()


def test_nobody_is_the_own_deputy(away: User) -> None:
    away.deputy = away
    with pytest.raises(ValidationError, match="不能由本人代班"):
        away.validate_constraints()
