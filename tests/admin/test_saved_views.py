from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from cases.models import Case, SavedView, Watch
from cases.rules.facts import Fact
from cases.rules.terms import Kind


def keep(client: Client, query: str, name: str = "我的在办", **more: str) -> str:
    return client.post(f"/cases/views/?{query}", {"name": name, **more}, follow=True).content.decode()


def test_selection_is_kept_under_a_name(at_desk: Client, case: Case) -> None:
    page = keep(at_desk, "state=filed&q=&page=3&ordering=-accepted")
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("我的在办", "state=filed&ordering=-accepted")
    assert 'href="?state=filed&amp;ordering=-accepted" aria-current="true"' in page


def test_same_name_replaces(at_desk: Client, organ: object) -> None:
    keep(at_desk, "state=filed")
    keep(at_desk, "state=accepted")
    assert SavedView.objects.get().query == "state=accepted"


def test_default_opens_the_list_and_everything_stays_in_reach(at_desk: Client, case: Case) -> None:
    keep(at_desk, "stage=suspended", default="on")
    response = at_desk.get("/cases/", follow=True)
    assert response.redirect_chain == [("/cases/?stage=suspended", 302)]
    assert response.context["rows"] == []
    assert len(at_desk.get("/cases/?all=1").context["rows"]) == 1
    assert at_desk.get("/cases/?stage=suspended").context["tabs"][0].url == "?stage=suspended"


def test_one_default_at_a_time(at_desk: Client, organ: object) -> None:
    keep(at_desk, "state=filed", "甲", default="on")
    keep(at_desk, "state=accepted", "乙", default="on")
    first = SavedView.objects.get(name="甲")
    assert not first.default
    at_desk.post(f"/cases/views/{first.pk}/default/")
    assert [view.name for view in SavedView.objects.filter(default=True)] == ["甲"]
    at_desk.post(f"/cases/views/{first.pk}/plain/")
    assert not SavedView.objects.filter(default=True).exists()
    at_desk.post(f"/cases/views/{first.pk}/delete/")
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "name", "why"),
    [
        ("state=lost", "甲", "筛选条件有误"),
        ("q=11010519491231002X", "甲", "证件号"),
        ("state=filed", "", "请填写此项"),
        ("state=filed", "长" * 31, "最多 30 个字"),
    ],
)
def test_what_is_not_kept_says_why(at_desk: Client, organ: object, query: str, name: str, why: str) -> None:
    assert why in keep(at_desk, query, name)
    assert not SavedView.objects.exists()


def test_views_of_others_do_not_exist(at_desk: Client, in_charge: Client, organ: object) -> None:
    keep(at_desk, "state=filed", default="on")
    view = SavedView.objects.get()
    assert in_charge.post(f"/cases/views/{view.pk}/delete/").status_code == 404
    assert in_charge.get("/cases/").status_code == 200
    assert "我的在办" not in in_charge.get("/cases/").text


def test_watched_cases_are_a_list_of_their_own(
    at_desk: Client, in_charge: Client, open_case: Callable[..., Case]
) -> None:
    one, other = open_case(), open_case(Fact(Kind.RECEIVED, date(2026, 11, 20)))
    response = at_desk.post(f"/cases/{one.pk}/watch/", {"next": "/cases/?open=true"})
    assert response.url == "/cases/?open=true"
    assert [row.case for row in at_desk.get("/cases/?watched=true").context["rows"]] == [one]
    assert [row.case for row in at_desk.get("/cases/?watched=false").context["rows"]] == [other]
    assert in_charge.get("/cases/?watched=true").context["rows"] == []
    assert 'aria-pressed="true"' in at_desk.get(f"/cases/{one.pk}/").text
    at_desk.post(f"/cases/{one.pk}/watch/")
    assert not Watch.objects.exists()


@pytest.mark.parametrize("elsewhere_to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_watching_leads_nowhere_else(at_desk: Client, case: Case, elsewhere_to: str) -> None:
    assert at_desk.post(f"/cases/{case.pk}/watch/", {"next": elsewhere_to}).url == f"/cases/{case.pk}/"


def test_case_of_another_organ_cannot_be_watched(elsewhere: Client, case: Case) -> None:
    assert elsewhere.post(f"/cases/{case.pk}/watch/").status_code == 404


def test_export_keeps_to_the_watched(at_desk: Client, case: Case) -> None:
    assert case.number not in at_desk.post("/cases/export/csv/?watched=true").getvalue().decode()
