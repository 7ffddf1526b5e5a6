from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import CalendarDay, CalendarNotice, CalendarRevision, Litigation

from .conftest import application, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def spring_festival(world: Any) -> None:
    from django.utils import timezone

    now = timezone.now()
    notice = CalendarNotice.objects.create(year=2024, title="2024年放假通知", known_from=now)
    days = [(f"2024-02-{day}", "rest") for day in (12, 13, 14, 15, 16)] + [
        ("2024-02-18", "work"),
        ("2024-02-04", "work"),
    ]
    for day, kind in days:
        CalendarDay.objects.create(day=day, kind=kind, name="春节", notice=notice, known_from=now)
    CalendarRevision.objects.create(at=now)


@pytest.mark.parametrize(
    ("query", "result", "provisional"),
    [
        ({"from": "2024-02-07", "workdays": "5"}, "2024-02-20", False),
        ({"from": "2024-02-20", "workdays": "-2"}, "2024-02-18", False),
        ({"from": "2024-02-08", "days": "5"}, "2024-02-18", False),
        ({"from": "2024-12-31", "workdays": "1"}, "2025-01-01", True),
        ({"from": "2024-02-07", "days": "0"}, "2024-02-07", False),
    ],
)
def test_the_calendar_counts(
    clerk: APIClient, spring_festival: None, query: dict[str, str], result: str, provisional: bool
) -> None:
    answer = clerk.get("/api/v1/calendar/add", query).json()
    assert (answer["result"], answer["provisional"]) == (result, provisional)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"from": "2024-02-07"},
        {"from": "2024-02-07", "days": "1", "workdays": "1"},
        {"from": "soon", "days": "1"},
        {"from": "2024-02-07", "days": "99999999999"},
        {"from": "9999-12-31", "days": "1"},
        {"from": "2024-02-07", "days": "1.5"},
    ],
)
def test_what_cannot_be_counted_is_refused(clerk: APIClient, query: dict[str, str]) -> None:
    assert clerk.get("/api/v1/calendar/add", query).status_code == 400


def test_a_year_of_the_calendar(clerk: APIClient, spring_festival: None) -> None:
    year = clerk.get("/api/v1/calendar/", {"year": "2024"}).json()
    assert (year["known"], len(year["days"]), year["days"][0]["workday"]) == (True, 7, True)
    assert clerk.get("/api/v1/calendar/", {"year": "2031"}).json()["known"] is False


def test_code_lists_carry_a_version(clerk: APIClient) -> None:
    lists = {table["list"]: table for table in clerk.get("/api/v1/codes/").json()["results"]}
    assert lists["matter"]["entries"] == [{"code": "penalty", "label": "行政处罚", "active": True}]
    assert lists["state"]["entries"][0] == {"code": "accepted", "label": "已收件", "active": True}
    assert all(table["version"] for table in lists.values())
    assert clerk.get("/api/v1/codes/kind").json() == lists["kind"]


def test_agencies_are_found_by_name(clerk: APIClient) -> None:
    rows = clerk.get("/api/v1/agencies/", {"name": "公安"}).json()["results"]
    assert [(row["code"], row["organ"]) for row in rows] == [("police", "130631")]
    assert clerk.get(f"/api/v1/agencies/{rows[0]['id']}").json() == rows[0]


def test_an_assessment_needs_no_case(clerk: APIClient, spring_festival: None) -> None:
    history = {"events": [{"kind": "received", "on": "2024-03-01"}], "on": "2024-03-12"}
    answer = clerk.post("/api/v1/assessments/", history).json()
    assert (answer["state"], answer["deemed_filed"], answer["filed_on"]) == ("filed", True, "2024-03-08")
    impossible = {"events": [{"kind": "received", "on": "2024-03-01"}, {"kind": "resumed", "on": "2024-03-02"}]}
    refused = clerk.post("/api/v1/assessments/", impossible)
    assert refused.status_code == 422
    wanted = {"code": "not_suspended", "article": "第三十九条", "message": "本案没有中止，不能恢复审理", "event": 1}
    assert wanted.items() <= refused.json().items()


@pytest.mark.parametrize("kind", [{}, [], "", 0, False])
def test_an_assessed_act_is_a_decision_only_if_nothing_is_said(clerk: APIClient, world: Any, kind: Any) -> None:
    act = {"made_on": "2024-02-02", "kind": kind}
    assert clerk.post("/api/v1/assessments/", {"events": [], "act": act}).status_code == 400
    assert clerk.post("/api/v1/assessments/", {"events": [], "act": {**act, "kind": None}}).status_code == 200


def test_the_report_counts_what_the_interface_recorded(supervisor: APIClient) -> None:
    events = [
        {"kind": "received", "on": "2024-03-01"},
        {"kind": "filed", "on": "2024-03-05"},
        {"kind": "concluded", "on": "2024-04-10", "outcome": "revoked"},
    ]
    supervisor.post("/api/v1/cases/", application(events=events))
    period = {"start": "2024-01-01", "end": "2024-12-31"}
    report = supervisor.get("/api/v1/reports/annual", period).json()
    assert [report["counts"][name] for name in ("accepted", "filed", "concluded", "corrected")] == [1, 1, 1, 1]
    assert report["rates"][0]["percent"] == "100.0"
    sheet = supervisor.get("/api/v1/reports/annual", period, headers={"Accept": "text/csv"})
    assert sheet["Content-Type"].startswith("text/csv")
    assert "直接纠错率" in sheet.content.decode("utf-8-sig")
    workbook = supervisor.get("/api/v1/reports/annual", period, headers={"Accept": "application/*"})
    assert workbook.status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"end": "2024-12-31"}, 400),
        ({"start": "2024-12-31", "end": "2024-01-01"}, 400),
        ({"start": "2024-01-01", "end": "2024-12-31", "known_at": "soon"}, 400),
        ({"start": "2024-01-01", "end": "2024-12-31", "known_at": "2999-01-01"}, 400),
        ({"start": "2024-01-01", "end": "2024-12-31", "organ": "130632"}, 400),
        ({"start": "2024-01-01", "end": "2024-12-31", "known_at": "2024-06-01"}, 200),
        ({"start": "2024-01-01", "end": "2024-12-31", "known_at": "2024-06-01T08:00:00+08:00"}, 200),
        ({"start": "2024-01-01", "end": "2024-12-31", "organ": "130631"}, 200),
    ],
)
def test_a_report_needs_a_period(supervisor: APIClient, query: dict[str, str], status: int) -> None:
    answer = supervisor.get("/api/v1/reports/annual", query)
    assert answer.status_code == status, answer.content.decode()


def test_lawsuits_are_the_organs_own(world: Any, clerk: APIClient, outsider: APIClient) -> None:
    Litigation.objects.create(
        organ=world.county, court="望都县人民法院", number="（2024）示例1号", received_on="2024-05-01"
    )
    assert len(clerk.get("/api/v1/litigation/", {"received_after": "2024-01-01"}).json()["results"]) == 1
    assert outsider.get("/api/v1/litigation/").json()["results"] == []


def test_the_feed_follows_what_is_recorded(
    clerk: APIClient, outsider: APIClient, opened: dict[str, Any], append: Any
) -> None:
    first = clerk.get("/api/v1/events/").json()
    assert [change["kind"] for change in first["results"]] == ["received", "filed"]
    append(opened, {"kind": "answered", "on": "2024-03-15"})
    after = {"after": first["cursor"]}
    second = clerk.get("/api/v1/events/", after).json()
    assert [change["kind"] for change in second["results"]] == ["answered"]
    third = clerk.get("/api/v1/events/", {"after": second["cursor"]}).json()
    assert third == {"results": [], "cursor": second["cursor"]}
    assert outsider.get("/api/v1/events/").json() == {"results": [], "cursor": 0}
    assert len(clerk.get("/api/v1/events/", {"limit": 1}).json()["results"]) == 1


QUERIES = {
    "/api/v1/cases/?page_size=200": 4,
    "/api/v1/cases/?page_size=200&state=filed&q=张": 4,
    "/api/v1/cases/?page_size=200&respondent=police&matter=penalty": 6,
    "/api/v1/cases/{id}": 10,
    "/api/v1/cases/{id}/events/": 5,
    "/api/v1/cases/{id}/deadlines": 7,
    "/api/v1/cases/{id}/parties/": 5,
    "/api/v1/agencies/": 2,
    "/api/v1/codes/": 3,
    "/api/v1/calendar/": 2,
    "/api/v1/litigation/": 4,
    "/api/v1/events/": 6,
    "/api/v1/me/": 3,
}


@pytest.mark.parametrize("address", QUERIES)
def test_an_answer_costs_few_queries_whatever_its_length(
    world: Any, opened: dict[str, Any], django_assert_max_num_queries: Any, address: str
) -> None:
    from cases import feed, record
    from cases.application import Application, PartyData
    from cases.record import Opening
    from cases.rules.facts import Fact
    from cases.rules.terms import Kind, Role

    whole = Application(parties=[PartyData(role=Role.APPLICANT, name="张")], respondents=[world.agency])
    facts = [Fact(Kind.RECEIVED, application_day()), Fact(Kind.FILED, application_day())]
    record.open_cases(world.county, [Opening(whole, facts) for _ in range(100)], by=world.clerk)
    feed.number_pending()
    client = client_of(world.clerk)
    with django_assert_max_num_queries(QUERIES[address]):
        assert client.get(address.format(id=opened["id"])).status_code == 200


def test_registering_a_case_costs_few_queries(clerk: APIClient, world: Any, django_assert_max_num_queries: Any) -> None:
    """PostgreSQL takes all rows in one message; SQLite, in the same process, table by table."""
    from django.db import connection

    minimal = {"Prefer": "return=minimal"}
    clerk.post("/api/v1/cases/", application(), headers=minimal)
    with django_assert_max_num_queries(12 if connection.vendor == "postgresql" else 19):
        assert clerk.post("/api/v1/cases/", application(), headers=minimal).status_code == 201


def application_day() -> Any:
    from datetime import date

    return date(2024, 3, 1)
