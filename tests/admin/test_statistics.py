"""The report pages: every number leads to exactly its cases, and nobody without the right sees one."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import accounts, lawsuits, record
from cases.models import Case, ExportLog, Litigation, LitigationVersion, Organ, PublishedReport, User
from cases.reports.annual import annual
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.rules.facts import Fact
from cases.rules.terms import Kind

YEAR = "start=2026-01-01&end=2026-12-31"
PAGES = (
    "/reports/statistics/",
    "/reports/statistics/trends/",
    "/reports/statistics/analysis/",
    "/reports/statistics/form/",
    "/reports/statistics/definitions/",
    "/reports/annual/",
    "/reports/published/",
    "/reports/cases/?indicator=accepted",
    "/reports/lawsuits/?name=litigation",
    "/reports/statistics/form/cases/?column=accepted&row=",
    "/reports/annual/file/?name=annual&form=xlsx",
)
NUMBER = re.compile(r'<a(?: class="(?P<class>[^"]*)")? href="(?P<url>/reports/[^"]*)">(?P<text>.*?)</a>', re.DOTALL)
FIGURE = re.compile(r'<span class="figure">(\d+)</span>')
FILED, CONCLUDED = Fact(Kind.FILED, date(2026, 11, 5)), date(2026, 11, 20)


def received(day: int) -> Fact:
    return Fact(Kind.RECEIVED, date(2026, 11, day))


def concluded(outcome: str, **payload: Any) -> Fact:
    return Fact(Kind.CONCLUDED, CONCLUDED, {"outcome": outcome, **payload})


@pytest.fixture
def year(open_case: Callable[..., Case], organ: Organ, colleague: User) -> None:
    """Ten cases that end in different ways, and three lawsuits, one of them about a reconsidered case."""
    for outcome, payload in (
        ("upheld", {}),
        ("revoked", {"ground": "2"}),
        ("mediated", {}),
        ("terminated", {"ground": "1", "withdrawal": "settled"}),
        ("declared_unlawful", {"ground": "1-1"}),
    ):
        open_case(received(2), FILED, concluded(outcome, **payload))
    open_case(received(3), FILED, handler=colleague)
    open_case(received(9), handler=None)
    open_case(received(9), Fact(Kind.NOT_FILED, date(2026, 11, 12), {"disposition": "refused"}))
    open_case(received(4), FILED, concluded("upheld"), name="李某（示例）")
    open_case(received(4), FILED, concluded("upheld"))
    sued = Case.objects.filter(outcome="upheld").first()
    for place, case in enumerate((sued, None, None)):
        row = Litigation(
            organ=organ,
            case=case,
            court="示例县人民法院",
            received_on=date(2026, 11, 10 + place),
            after_reconsideration=case is not None,
            head_appeared=[True, False, None][place],
        )
        lawsuits.save(row)


@pytest.fixture
def in_city(organ: Organ) -> Client:
    """The supervisor of the organ above the county."""
    city = Organ.objects.create(code="130600", name="示例市人民政府", number_pattern="示市〔{year}〕{serial}号")
    organ.parent = city
    organ.save()
    user = accounts.create(city, role="supervisor", username="city", name="市示例", password="Passw0rd!-示例")
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(user, backend="cases.backends.RoleBackend")
    return client


def linked_numbers(page: str) -> Iterator[tuple[str, int]]:
    """Every number on the page that is a link, with its address."""
    for link in NUMBER.finditer(page):
        text = link["text"]
        if figure := FIGURE.search(text):
            text = figure[1]
        if text.strip().isdigit():
            yield html.unescape(link["url"]), int(text)


def listed(client: Client, url: str) -> int:
    found = re.search(r"共 ([\d,]+) 件", client.get(url).content.decode())
    assert found, url
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/reports/statistics/?", 90),
        ("/reports/statistics/trends/?", 15),
        ("/reports/statistics/analysis/?", 10),
        ("/reports/statistics/analysis/?measure=accepted&rows=handler&columns=finding&", 3),
        ("/reports/statistics/form/?", 15),
        ("/reports/annual/?", 20),
    ],
)
def test_every_number_opens_the_list_of_exactly_its_cases(
    year: None, in_charge: Client, address: str, least: int
) -> None:
    found = set(linked_numbers(in_charge.get(address + YEAR).content.decode()))
    assert len(found) >= least
    assert [(url, n, got) for url, n in found if (got := listed(in_charge, url)) != n] == []


def test_funnel_balances_and_every_rate_is_shown_as_a_fraction(year: None, in_charge: Client) -> None:
    page = in_charge.get(f"/reports/statistics/?{YEAR}").content.decode()
    report = annual(Period.year(2026), scope=Scope(organ=Organ.objects.get()))
    assert report.balanced
    assert '<span class="badge ok">平衡</span>' in page
    for ratio in (*report.rates, *report.shares):
        assert re.search(rf">{ratio.n}</a>/<a [^>]*>{ratio.d}</a>", page), ratio.rate.name


def test_empty_period_divides_nothing(year: None, in_charge: Client) -> None:
    for address in ("/reports/statistics/", "/reports/statistics/trends/", "/reports/annual/"):
        page = in_charge.get(f"{address}?start=2001-01-01&end=2001-12-31").content.decode()
        assert "0/0" in page
        assert "—" in page


@pytest.mark.parametrize("address", PAGES)
def test_who_may_not_run_reports_learns_no_number(year: None, at_desk: Client, address: str) -> None:
    answer = at_desk.get(address)
    assert answer.status_code == 403
    assert "共" not in answer.content.decode().split("<main", 1)[1]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("start=2026-02-01&end=2026-01-31", "早于"),
        ("start=2026-02-30&end=2026-03-31", "日期无效"),
        ("start=&end=2026-03-31", "请填写日期"),
        (f"{YEAR}&known=2026-11-24", "不能晚于今天"),
        (f"{YEAR}&organ=130699", "没有“130699”这一选项"),
    ],
)
def test_bad_question_is_answered_beside_its_field(
    outsider: User, in_charge: Client, address: str, query: str, sentence: str
) -> None:
    answer = in_charge.get(f"{address}{'&' if '?' in address else '?'}{query}")
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/reports/cases/?indicator=x",
        "/reports/cases/?indicator=accepted&by=x:y",
        "/reports/cases/?indicator=accepted&by=handler:%00",
        "/reports/lawsuits/?name=x",
        "/reports/statistics/form/cases/?column=x",
        "/reports/statistics/form/cases/?column=accepted&row=x",
        "/reports/statistics/analysis/?measure=x",
        "/reports/statistics/analysis/?rows=matter&columns=matter",
        "/reports/statistics/analysis/?rows=__class__",
    ],
)
def test_unknown_figure_is_refused_in_a_sentence(in_charge: Client, address: str) -> None:
    answer = in_charge.get(address)
    assert answer.status_code == 400
    assert re.search("没有|须不同", answer.content.decode())


def test_other_organs_see_only_their_own(year: None, elsewhere: Client) -> None:
    page = elsewhere.get(f"/reports/statistics/?{YEAR}").content.decode()
    assert set(linked_numbers(page)) - {(url, n) for url, n in linked_numbers(page) if n == 0} == set()


def test_superior_organ_chooses_whose_figures(year: None, in_city: Client) -> None:
    own, county, all_of_it = (annual_count(in_city, f"{YEAR}{more}") for more in ("", "&organ=130631", "&organ=all"))
    assert (own, county, all_of_it) == (0, 10, 10)


def annual_count(client: Client, query: str) -> int:
    page = client.get(f"/reports/annual/?{query}").content.decode()
    found = FIGURE.search(page)
    assert found
    return int(found[1])


def test_year_page_asks_for_its_figures_in_at_most_twelve_queries(year: None, in_charge: Client) -> None:
    in_charge.get(f"/reports/statistics/?{YEAR}")
    with CaptureQueriesContext(connection) as asked:
        in_charge.get(f"/reports/statistics/?{YEAR}")
    tables = ("cases_caseversion", "cases_litigationversion", "cases_publishedfigure")
    figures = [query["sql"] for query in asked if any(f'FROM "{table}"' in query["sql"] for table in tables)]
    assert 0 < len(figures) <= 12
    assert len(asked) <= 20


# ---------- lawsuits as known ----------


def test_lawsuit_lowers_the_share_closed_without_one(year: None, organ: Organ) -> None:
    share = next(
        ratio
        for ratio in annual(Period.year(2026), scope=Scope(organ=organ)).shares
        if ratio.rate.name == "closed_without_lawsuit"
    )
    assert (share.n, share.d) == (6, 7)


def test_changed_lawsuit_leaves_what_was_known_before(
    year: None, organ: Organ, supervisor: User, in_charge: Client
) -> None:
    before = annual(Period.year(2026), scope=Scope(organ=organ)).litigation
    row = Litigation.objects.filter(head_appeared=True).get()
    with time_machine.travel("2026-11-25T12:00:00+08:00", tick=True):
        row.head_appeared = False
        lawsuits.save(row)
        now = annual(Period.year(2026), scope=Scope(organ=organ)).litigation
        in_charge.force_login(supervisor, backend="cases.backends.RoleBackend")
        page = in_charge.get(f"/reports/lawsuits/?{YEAR}&name=head_appeared&known=2026-11-23").content.decode()
    assert (before["head_appeared"], now["head_appeared"]) == (1, 0)
    assert "共 1 件" in page
    assert LitigationVersion.objects.filter(register=row).count() == 2


def test_saving_a_lawsuit_unchanged_adds_no_version(year: None) -> None:
    row = Litigation.objects.order_by("pk").first()
    assert row is not None
    row.note = "补充说明"
    lawsuits.save(row)
    assert LitigationVersion.objects.filter(register=row).count() == 1


# ---------- published ----------


def test_published_report_says_which_cases_changed_and_why(year: None, in_charge: Client, supervisor: User) -> None:
    published = in_charge.post(f"/reports/published/add/?{YEAR}", {"title": "", "note": "示例"})
    frozen = PublishedReport.objects.get()
    assert published.url == f"/reports/published/{frozen.pk}/"
    assert "与发布时完全一致" in in_charge.get(published.url).content.decode()
    assert frozen.title in in_charge.get("/reports/published/?q=2026").content.decode()

    case = Case.objects.filter(outcome="revoked").get()
    event = case.events.get(kind="concluded")
    with time_machine.travel("2026-11-23T12:20:00+08:00", tick=True):
        fact = Fact(Kind.CONCLUDED, CONCLUDED, {"outcome": "upheld"})
        record.correct(event, fact, reason="结案方式录入错误", by=supervisor, version=case.version)
        page = in_charge.get(published.url).content.decode()
    assert case.number in page
    assert "−纠错" in page
    assert "结案方式录入错误" in page
    assert "重新计算：按发布时所知仍然一致" in page


def test_report_of_all_organs_is_not_published(in_city: Client) -> None:
    answer = in_city.post(f"/reports/published/add/?{YEAR}&organ=all", {"title": "全部", "note": "留下"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请选择一个复议机关再发布" in page
    assert "留下" in page
    assert not PublishedReport.objects.exists()


def test_clerk_cannot_publish(year: None, at_desk: Client, elsewhere: Client, in_charge: Client) -> None:
    assert at_desk.post(f"/reports/published/add/?{YEAR}", {}).status_code == 403
    in_charge.post(f"/reports/published/add/?{YEAR}", {})
    assert elsewhere.get(f"/reports/published/{PublishedReport.objects.get().pk}/").status_code == 404


# ---------- out ----------


@pytest.mark.parametrize(
    ("name", "form", "start"),
    [
        ("annual", "xlsx", "PK"),
        ("annual", "csv", "\ufeff"),
        ("annual", "json", "{"),
        ("section", "docx", "PK"),
        ("section", "text", "全年"),
        ("statutory", "xlsx", "PK"),
        ("definitions", "json", "{"),
    ],
)
def test_report_comes_as_a_file(year: None, in_charge: Client, name: str, form: str, start: str) -> None:
    answer = in_charge.get(f"/reports/annual/file/?{YEAR}&name={name}&form={form}")
    assert answer.status_code == 200
    assert answer.content.startswith(start.encode())
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("query", ["name=x", "name=annual&form=exe", "name=section&form=xlsx"])
def test_there_is_no_such_file(in_charge: Client, query: str) -> None:
    assert in_charge.get(f"/reports/annual/file/?{YEAR}&{query}").status_code == 404


def test_statutory_form_balances_and_says_where_it_does_not(year: None, in_charge: Client) -> None:
    assert "各栏平衡" in in_charge.get(f"/reports/statistics/form/?{YEAR}").content.decode()


def test_definitions_name_every_rate_with_base_and_source(in_charge: Client) -> None:
    page = in_charge.get("/reports/statistics/definitions/").content.decode()
    for word in ("直接纠错率", "调撤率", "案结事了率", "复议诉讼比", "按期办结率", "平均审理天数", "负责人出庭应诉率"):
        assert word in page
    assert "方城县2024以受理（立案）为分母" in page


def test_cases_behind_a_number_come_as_a_file_and_leave_a_trace(year: None, in_charge: Client) -> None:
    answer = in_charge.post(f"/reports/cases/export/csv/?{YEAR}&indicator=concluded&by=outcome:upheld")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert (len(lines), answer["X-Rows"]) == (4, "3")
    log = ExportLog.objects.get()
    assert (log.filters, log.rows, log.format) == ("办结：2026年", 3, "csv")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("csv/?indicator=x", 400),
        ("exe/?indicator=concluded", 404),
        ("csv/?indicator=concluded&by=x:y", 400),
        ("csv/?indicator=concluded&start=2026-02-01&end=2026-01-01", 400),
    ],
)
def test_bad_export_hands_nothing_out(year: None, in_charge: Client, address: str, status: int) -> None:
    assert in_charge.post(f"/reports/cases/export/{address}").status_code == status
    assert not ExportLog.objects.exists()


def test_clerk_exports_no_figure(year: None, at_desk: Client) -> None:
    assert at_desk.post(f"/reports/cases/export/csv/?{YEAR}&indicator=concluded").status_code == 403
