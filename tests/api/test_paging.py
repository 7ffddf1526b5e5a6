from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from cases import record
from cases.application import Application, PartyData
from cases.filters import ORDERING
from cases.models import Case
from cases.record import Opening
from cases.rules.facts import Fact
from cases.rules.terms import Kind, Role

from .conftest import client_of

pytestmark = pytest.mark.django_db
SHARED, SINGLE = 400, 30


@pytest.fixture
def many(world: Any) -> APIClient:
    """400 cases due on one day, thirty of other days, some of them filed."""
    application = Application(parties=[PartyData(role=Role.APPLICANT, name="示例")])
    first = date(2024, 3, 1)
    openings = [Opening(application, [Fact(Kind.RECEIVED, first)]) for _ in range(SHARED)]
    for place in range(SINGLE):
        day = first + timedelta(days=place)
        facts = [Fact(Kind.RECEIVED, day), Fact(Kind.FILED, day)]
        if place % 2:
            facts.append(Fact(Kind.CONCLUDED, day + timedelta(days=9), {"outcome": "upheld"}))
        openings.append(Opening(application, facts))
    record.open_cases(world.county, openings, by=world.clerk)
    return client_of(world.clerk)


def walk(client: APIClient, address: str, link: str = "next") -> list[int]:
    seen: list[int] = []
    while address:
        page = client.get(address).json()
        ids = [row["id"] for row in page["results"]]
        seen = seen + ids if link == "next" else ids + seen
        address = page[link]
    return seen


@pytest.mark.parametrize("ordering", ORDERING)
def test_every_case_comes_once_and_in_order(many: APIClient, ordering: str) -> None:
    seen = walk(many, f"/api/v1/cases/?page_size=37&fields=id&ordering={ordering}")
    assert len(seen) == len(set(seen)) == SHARED + SINGLE
    column, descending = ORDERING[ordering][0].lstrip("-"), ordering.startswith("-")
    dated = [row for row in Case.objects.values_list(column, "id") if row[0] is not None]
    undated = sorted(
        Case.objects.filter(**{f"{column}__isnull": True}).values_list("id", flat=True), reverse=descending
    )
    assert seen == [pk for _day, pk in sorted(dated, reverse=descending)] + undated


@pytest.mark.parametrize("ordering", ["due", "-closed", "filed"])
def test_the_way_back_is_the_way_forth(many: APIClient, ordering: str) -> None:
    address = f"/api/v1/cases/?page_size=90&fields=id&ordering={ordering}"
    forth = walk(many, address)
    while (page := many.get(address).json())["next"]:
        address = page["next"]
    last = [row["id"] for row in page["results"]]
    assert walk(many, page["previous"], "previous") + last == forth


def test_a_case_that_moves_is_neither_lost_nor_doubled_for_the_others(many: APIClient) -> None:
    first = many.get("/api/v1/cases/?page_size=100&fields=id").json()
    ids = [row["id"] for row in first["results"]]
    Case.objects.filter(pk=ids[-1]).update(due_on=date(2030, 1, 1), due_key=date(2030, 1, 1), due_kind="decision")
    rest = walk(many, first["next"])
    assert len(set(ids) | set(rest)) == SHARED + SINGLE
    assert set(ids) & set(rest) == {ids[-1]}


def test_a_count_comes_only_when_asked_for(many: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "count" not in many.get("/api/v1/cases/").json()
    asked = many.get("/api/v1/cases/?count=true&state=concluded").json()
    assert (asked["count"], asked["count_capped"]) == (SINGLE // 2, False)
    monkeypatch.setattr("cases.api.paging.COUNTED", 300)
    asked = many.get("/api/v1/cases/?count=true").json()
    assert (asked["count"], asked["count_capped"]) == (300, True)


def test_the_links_stand_in_a_header_too(many: APIClient) -> None:
    answer = many.get("/api/v1/cases/?page_size=10&fields=id", headers={"Accept": "text/csv"})
    assert 'rel="next"' in answer["Link"]


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=W10",
        "cursor=WyJkdWUiLCAieCIsIDEsIGZhbHNlXQ",
        "cursor=WyItZHVlIiwgIjIwMjQtMDEtMDEiLCAxLCBmYWxzZV0",
        "cursor=WyJkdWUiLCBudWxsLCAxLCBmYWxzZV0",
        "cursor=WyJkdWUiLCAiMjAyNC0wMS0wMSIsIDk5OTk5OTk5OTk5OTk5OTk5OTk5OSwgZmFsc2Vd",
        "cursor=%E2%98%83",
        "page_size=0",
        "page_size=201",
        "page_size=-1",
        "page_size=١",
        "count=yes",
        "ordering=id_number",
        "page=2",
    ],
)
def test_a_page_that_cannot_be_is_refused(clerk: APIClient, query: str) -> None:
    assert clerk.get(f"/api/v1/cases/?{query}").status_code == 400
