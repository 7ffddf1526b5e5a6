"""What a report counts: by dates, each case once, every number with its list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases import lawsuits, roles
from cases.models import Agency, CaseVersion, Code, Litigation, Organ, PublishedFigure, User
from cases.models.columns import FOREVER
from cases.reports.annual import annual, series
from cases.reports.indicators import COUNTS, INDICATORS
from cases.reports.lists import cases_of
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.sentence import sentence
from cases.rules.errors import Malformed

from .conftest import MakeCase, add_version, day

YEAR = Period.year(2023)


def counts(scope: Scope, period: Period = YEAR, **options: Any) -> dict[str, int]:
    return annual(period, scope=scope, **options).counts


@pytest.fixture
def few(make: MakeCase) -> None:
    """One carried in, one refused, one upheld, one revoked, one settled, one pending, one revoked the year after."""
    make("2022-11-01", filed_on="2022-11-03", concluded_on="2023-01-10", outcome="upheld")
    make("2023-02-01", closed_on="2023-02-03", disposition="refused")
    make("2023-03-01", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="revoked", findings=["answer_late"])
    make("2023-04-01", filed_on="2023-04-04", concluded_on="2023-05-04", outcome="terminated", withdrawal="settled")
    make("2023-05-01", filed_on="2023-05-04", concluded_on="2023-06-04", outcome="mediated")
    make("2023-11-01", filed_on="2023-11-04")
    make("2023-12-01", filed_on="2023-12-04", concluded_on="2024-01-29", outcome="revoked")


@pytest.mark.usefixtures("few")
def test_figures_come_from_dates_not_from_todays_state(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    assert report.counts == {
        "carried_in": 1,
        "accepted": 6,
        "filed": 5,
        "not_filed": 1,
        "concluded": 4,
        "corrected": 1,
        "pending": 2,
    }
    assert report.balanced


@pytest.mark.usefixtures("few")
def test_rates_name_their_base(scope: Scope) -> None:
    rates = {ratio.rate.name: (str(ratio), str(ratio.rate.base_label)) for ratio in annual(YEAR, scope=scope).rates}
    assert rates == {
        "direct": ("1/4 = 25.0%", "办结"),
        "decided": ("1/2 = 50.0%", "办结减去终止和调解"),
        "comprehensive": ("3/4 = 75.0%", "办结"),
        "filed": ("1/5 = 20.0%", "立案"),
    }


@pytest.mark.usefixtures("few")
def test_every_number_has_the_list_of_exactly_its_cases(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    for name, n in report.numbers.items():
        assert cases_of(name, YEAR, scope=scope).count() == n, name


@pytest.mark.usefixtures("few")
def test_every_row_of_every_breakdown_has_its_list_and_adds_up(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    assert set(report.breakdowns) >= {"outcome", "disposition", "matter", "field", "respondent", "month", "finding"}
    for name, breakdown in report.breakdowns.items():
        for row in breakdown.rows:
            for indicator, n in row.counts.items():
                listed = cases_of(indicator, YEAR, scope=scope, by={name: row.key})
                assert listed.count() == n, (name, row.key, indicator)
        if not breakdown.overlapping:
            assert breakdown.totals == {indicator: report.numbers[indicator] for indicator in breakdown.indicators}


@pytest.mark.usefixtures("few")
def test_series_counts_each_period_as_its_own_report(scope: Scope) -> None:
    quarters = [Period.quarter(2023, number) for number in (1, 2, 3, 4)]
    for period, numbers in series(scope.versions(), quarters):
        assert numbers == counts(scope, period)


def test_terminations_are_shown_with_their_reason(make: MakeCase, scope: Scope) -> None:
    ended = {"filed_on": "2023-03-03", "concluded_on": "2023-04-10", "outcome": "terminated"}
    make("2023-03-01", **ended, withdrawal="voluntary")
    make("2023-03-01", **ended, ground="42-2")
    make("2023-03-01", **ended)
    breakdown = annual(YEAR, scope=scope).breakdowns["outcome"]
    assert {row.label: row.counts["concluded"] for row in breakdown.rows} == {
        "终止：申请人自愿撤回": 1,
        "终止：中止满六十日，原因仍未消除": 1,
        "终止：未写明事由": 1,
    }
    assert cases_of("concluded", YEAR, scope=scope, by={"outcome": "terminated"}).count() == 3


def test_voided_cases_count_nowhere(make: MakeCase, scope: Scope) -> None:
    make("2023-03-01", voided_on="2023-03-02")
    assert set(counts(scope).values()) == {0}


def test_period_without_cases_divides_nothing(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    assert [(ratio.percent, ratio.shown, str(ratio)) for ratio in report.rates] == [(None, "—", "0/0 —")] * 4
    assert report.balanced
    assert report.durations.average is None
    assert sentence(report) == "全年受理行政复议申请0件,立案0件,办结0件,纠错率—。组织参加行政诉讼0件。"


def test_average_and_median_days_leave_out_stops(make: MakeCase, scope: Scope) -> None:
    make("2023-01-02", filed_on="2023-01-03", concluded_on="2023-01-12", outcome="upheld")
    make("2023-01-02", filed_on="2023-01-03", concluded_on="2023-01-22", outcome="upheld", stopped_days=5)
    make("2024-01-02", filed_on="2024-01-03", concluded_on="2024-01-12", outcome="upheld", edition="2023")
    found = annual(YEAR, scope=scope).durations
    assert (found.cases, found.average, found.median, found.longest) == (2, "12.5", "12.5", 15)
    assert annual(Period.year(2024), scope=scope).durations.average == "9.0"


def test_lawsuits_are_counted_by_the_day_of_notice(organ: Organ, scope: Scope) -> None:
    lawsuits.save(Litigation(organ=organ, court="示例", received_on=day("2023-12-31"), head_appeared=True))
    lawsuits.save(Litigation(organ=organ, court="示例", received_on=day("2024-01-01")))
    assert annual(YEAR, scope=scope).litigation == {
        "litigation": 1,
        "first_instance": 1,
        "after_reconsideration": 0,
        "head_appeared": 1,
        "head_known": 1,
    }


@pytest.mark.parametrize(
    ("indicator", "by"),
    [
        ("nonsense", {}),
        ("accepted", {"nonsense": "1"}),
        ("accepted", {"handler": "abc"}),
        ("accepted", {"handler": "9" * 30}),
        ("accepted", {"month": "2022-12"}),
        ("pending", {"month": "2023-01"}),
        ("accepted", {"respondent": "a\x00"}),
    ],
)
def test_list_of_what_is_unknown_is_refused(scope: Scope, indicator: str, by: dict[str, str]) -> None:
    with pytest.raises(Malformed, match="没有这"):
        cases_of(indicator, YEAR, scope=scope, by=by)


# ---------- known at ----------

THEN, LATER = datetime(2024, 1, 5, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC)


def test_report_as_known_does_not_see_what_was_recorded_later(make: MakeCase, scope: Scope) -> None:
    case = make("2023-03-01", filed_on="2023-03-03", known_from=THEN, known_to=LATER)
    case.state, case.concluded_on, case.closed_on, case.outcome = (
        "concluded",
        day("2023-04-03"),
        day("2023-04-03"),
        "upheld",
    )
    add_version(case, LATER)
    assert counts(scope)["concluded"] == 1
    assert counts(scope, known_at=LATER)["concluded"] == 1
    assert counts(scope, known_at=LATER - timedelta(seconds=1)) == {**counts(scope), "concluded": 0, "pending": 1}
    assert counts(scope, known_at=THEN - timedelta(seconds=1))["accepted"] == 0


def test_moment_to_come_is_refused(scope: Scope) -> None:
    with pytest.raises(Malformed, match="不能晚于现在"):
        annual(YEAR, scope=scope, known_at=FOREVER)


def test_lawsuit_registered_later_was_not_known(organ: Organ, scope: Scope) -> None:
    moment = timezone.now()
    lawsuits.save(Litigation(organ=organ, court="示例", received_on=day("2023-06-01")))
    assert annual(YEAR, scope=scope).litigation["litigation"] == 1
    assert annual(YEAR, scope=scope, known_at=moment).litigation["litigation"] == 0


def test_case_sued_about_is_not_settled_for_good(make: MakeCase, scope: Scope) -> None:
    make("2023-03-01", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="upheld")
    make("2023-03-01", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="upheld", sued_on="2023-04-20")
    shares = {ratio.rate.name: str(ratio) for ratio in annual(YEAR, scope=scope).shares}
    assert shares["closed_without_lawsuit"] == "1/2 = 50.0%"


# ---------- scope ----------


@pytest.fixture
def other(make: MakeCase) -> Organ:
    organ = Organ.objects.create(code="130600", name="保定市人民政府（示例）")
    make("2023-03-01", organ=organ)
    return organ


def account(organ: Organ, role: str) -> User:
    user = User.objects.create(username=f"{role}-{organ.code}", organ=organ)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_user_counts_what_the_user_may_see(make: MakeCase, organ: Organ, other: Organ) -> None:
    make("2023-03-01")
    make("2023-03-01")
    user = account(organ, roles.SUPERVISOR)
    assert counts(Scope(user=user))["accepted"] == 2
    assert counts(Scope(organ=other))["accepted"] == 1
    assert counts(Scope())["accepted"] == 3
    organ.parent = other
    organ.save()
    city = account(other, roles.SUPERVISOR)
    assert counts(Scope(user=city))["accepted"] == 3
    assert counts(Scope(user=city, organ=organ))["accepted"] == 2


def test_who_may_not_run_reports_learns_nothing(organ: Organ, other: Organ) -> None:
    with pytest.raises(PermissionDenied):
        Scope(user=account(organ, roles.CLERK))
    with pytest.raises(PermissionDenied):
        Scope(user=account(other, roles.SUPERVISOR), organ=organ)


# ---------- cost ----------


def test_whole_report_takes_few_queries(
    few: None, scope: Scope, police: Agency, django_assert_max_num_queries: Any
) -> None:
    for place in range(20):
        Code.objects.create(list="matter", code=f"m{place}", label=f"事项{place}")
    CaseVersion.objects.update(matter=Code.objects.first(), respondent=police)
    with django_assert_max_num_queries(11):
        annual(YEAR, scope=scope)


# ---------- published figures ----------


def printed(organ: Organ, indicator: str, value: str) -> None:
    PublishedFigure.objects.create(
        organ=organ, start=YEAR.start, end=YEAR.end, indicator=indicator, value=value, source="示例数据"
    )


@pytest.mark.usefixtures("few")
def test_published_figures_stand_beside_ours(organ: Organ, scope: Scope) -> None:
    for indicator, value in [("accepted", "6件"), ("filed", "4"), ("correction_rate", "25.0%"), ("upheld", "1")]:
        printed(organ, indicator, value)
    found = annual(YEAR, scope=scope).published
    assert [(row.label, row.computed, row.verdict) for row in found] == [
        ("收件", "6", "无差异"),
        ("立案", "5", "+1"),
        ("纠错率", "1/4 = 25.0%", "无差异"),
        ("维持", "1", "无差异"),
    ]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("value", "verdict", "bases"),
    [
        ("20.0%", "+5.0", "1/5（立案，四舍五入）；1/5（终了，四舍五入）"),
        ("16.6%", "+8.4", "1/6（收件，截尾）"),
        ("99%", "-74", "没有一种分母能算出这个比率"),
        ("约四成", "无法比较", "没有一种分母能算出这个比率"),
    ],
)
def test_printed_rate_is_told_its_base(organ: Organ, scope: Scope, value: str, verdict: str, bases: str) -> None:
    printed(organ, "correction_rate", value)
    (found,) = annual(YEAR, scope=scope).published
    assert (found.verdict, found.bases) == (verdict, bases)


def test_indicators_have_words_and_a_source() -> None:
    assert set(COUNTS) <= set(INDICATORS)
    assert all(indicator.words and indicator.source for indicator in INDICATORS.values())
