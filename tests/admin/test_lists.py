from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.filters import ORDERING
from cases.models import Case, User
from cases.rules.facts import Fact
from cases.rules.terms import Kind


@pytest.fixture
def many(open_case: Callable[..., Case]) -> list[Case]:
    return [open_case(Fact(Kind.RECEIVED, date(2026, 11, 2 + n % 20)), name=f"申请人{n}号") for n in range(60)]


def test_list_is_one_page_of_fifty_within_its_budget(
    at_desk: Client, many: list[Case], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        response = at_desk.get("/cases/")
    assert len(response.context["rows"]) == 50
    assert len(response.content) <= 120_000


def test_who_reads_english_is_not_told_the_days_in_chinese(at_desk: Client, many: list[Case]) -> None:
    said = {
        language: at_desk.get("/cases/", headers={"accept-language": language}).content.decode()
        for language in ("zh-hans", "en", "zh-hans")
    }
    assert "11月2日收件" in said["zh-hans"] and "2 November" not in said["zh-hans"]
    assert "2 November" in said["en"] and "11月2日" not in said["en"]


@pytest.mark.parametrize("ordering", ORDERING)
def test_leafing_shows_every_case_once_and_in_order(
    at_desk: Client, open_case: Callable[..., Case], ordering: str
) -> None:
    """Many due on one day, some not filed, some ended and without a deadline."""
    for n in range(112):
        filed = [Fact(Kind.FILED, date(2026, 11, 5))] if n % 3 else []
        ended = [Fact(Kind.CONCLUDED, date(2026, 11, 10 + n % 4), {"outcome": "upheld"})] if n % 5 == 4 else []
        open_case(Fact(Kind.RECEIVED, date(2026, 11, 2)), *filed, *(ended if filed else []))
    forth = leaves(at_desk, f"/cases/?ordering={ordering}", "下一页")
    shown = [pk for leaf in forth for pk in leaf]
    column, descending = ORDERING[ordering][0].lstrip("-"), ordering.startswith("-")
    rows = list(Case.objects.values_list(column, "pk"))
    dated = sorted((row for row in rows if row[0] is not None), reverse=descending)
    undated = sorted((row[1] for row in rows if row[0] is None), reverse=descending)
    assert shown == [pk for _day, pk in dated] + undated
    assert [len(leaf) for leaf in forth] == [50, 50, 12]


def leaves(client: Client, address: str, link: str) -> list[list[int]]:
    found = []
    while address:
        answer = client.get(address)
        found.append([row.case.pk for row in answer.context["rows"]])
        onward = beside(answer.text, link)
        address = f"/cases/{onward}" if onward else ""
    return found


def beside(page: str, link: str) -> str:
    found = re.search(rf'href="([^"]*cursor=[^"]*)">{link}<', page)
    return html.unescape(found[1]) if found else ""


def test_the_way_back_leads_to_the_first_leaf(at_desk: Client, many: list[Case]) -> None:
    forth = leaves(at_desk, "/cases/", "下一页")
    onward = beside(at_desk.get("/cases/").text, "下一页")
    assert leaves(at_desk, f"/cases/{onward}", "上一页") == forth[::-1]


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "页", "WyJkdWUiLG51bGwsMSx0cnVlXQ"])
def test_place_that_is_none_shows_the_first_leaf(at_desk: Client, many: list[Case], cursor: str) -> None:
    answer = at_desk.get("/cases/", {"cursor": cursor})
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == 50


def test_number_of_queries_does_not_grow(at_desk: Client, open_case: Callable[..., Case], many: list[Case]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for params in ({"q": "申请人1号"}, {"q": "申请人"}):
        with CaptureQueriesContext(connection) as queries:
            at_desk.get("/cases/", params)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("few", [0, 200])
def test_a_common_word_finds_what_it_finds_where_it_is_rare(
    at_desk: Client, many: list[Case], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("cases.filters.FEW", few)
    page = at_desk.get("/cases/", {"q": "申请人1号"})
    assert [row.case.applicants for row in page.context["rows"]] == ["申请人1号"]
    assert at_desk.get("/cases/", {"q": "无此人"}).context["rows"] == []


@pytest.mark.parametrize(
    "query, found",
    [
        ({"q": "某甲"}, 1),
        ({"q": "望公决字"}, 2),
        ({"q": "望政复〔2026〕2号"}, 1),
        ({"q": "11010519491231002X"}, 1),
        ({"state": "filed"}, 1),
        ({"state": ["filed", "accepted"]}, 2),
        ({"stage": "suspended"}, 0),
        ({"matter": "penalty"}, 2),
        ({"field": "tax"}, 0),
        ({"respondent_name": "公安"}, 2),
        ({"accepted_after": "2026-11-18"}, 1),
        ({"accepted_before": "2026-11-17", "ordering": "-accepted"}, 1),
        ({"overdue": "true"}, 1),
        ({"unassigned": "true"}, 1),
        ({"has_finding": "false"}, 0),
    ],
)
def test_filters(at_desk: Client, open_case: Callable[..., Case], query: dict[str, Any], found: int) -> None:
    open_case(Fact(Kind.RECEIVED, date(2026, 11, 2)), Fact(Kind.FILED, date(2026, 11, 5)), name="某甲（示例）")
    open_case(Fact(Kind.RECEIVED, date(2026, 11, 20)), handler=None, id_number="11010519491231002X")
    response = at_desk.get("/cases/", query)
    assert response.status_code == 200
    assert len(response.context["rows"]) == found


@pytest.mark.parametrize("query", [{"state": "lost"}, {"due_after": "soon"}, {"handler": "x"}, {"ordering": "head"}])
def test_bad_filter_is_said_with_its_status(at_desk: Client, query: dict[str, str]) -> None:
    response = at_desk.get("/cases/", query)
    assert response.status_code == 400
    assert "筛选条件有误" in response.text


def test_list_without_cases_says_what_to_do(at_desk: Client) -> None:
    assert "没有符合条件的案件" in at_desk.get("/cases/").text


def test_cases_of_another_organ_do_not_exist(elsewhere: Client, case: Case) -> None:
    assert elsewhere.get("/cases/").context["rows"] == []
    assert elsewhere.get(f"/cases/{case.pk}/").status_code == 404
    assert elsewhere.post(f"/cases/{case.pk}/events/filed/", {}).status_code == 404


@pytest.mark.parametrize("who", ["at_desk", "in_charge"])
def test_home_makes_a_constant_number_of_queries(
    request: pytest.FixtureRequest, who: str, open_case: Callable[..., Case], django_assert_max_num_queries: Any
) -> None:
    client: Client = request.getfixturevalue(who)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for n in range(5):
            open_case(name=f"申请人{n}号")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 21


def test_counter_opens_the_list_it_counts(in_charge: Client, open_case: Callable[..., Case]) -> None:
    for day in (2, 16, 17, 19, 20):
        open_case(Fact(Kind.RECEIVED, date(2026, 11, day)))
    for counter in in_charge.get("/").context["counters"]:
        assert in_charge.get(counter.url).context["count"] == counter.count, counter.name


def test_next_action_is_said_in_words_with_its_article(at_desk: Client, open_case: Callable[..., Case]) -> None:
    open_case(Fact(Kind.RECEIVED, date(2026, 11, 2)), Fact(Kind.FILED, date(2026, 11, 19)))
    page = at_desk.get("/").text
    assert "发送申请书副本" in page
    assert "第四十八条" in page


def test_anonymous_is_asked_to_sign_in(client: Client, db: None) -> None:
    response = client.get("/cases/")
    assert response.status_code == 302
    assert response.url.startswith("/login/")


def test_screens_speak_english_where_asked(clerk: User) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(clerk, backend="cases.backends.RoleBackend")
    page = client.get("/").text
    assert "Workbench" in page
    assert "工作台" not in page
