from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases import record
from cases.models import Case, RevealLog, User
from cases.rules.facts import Fact
from cases.rules.terms import Kind


@pytest.fixture
def personal(open_case: Callable[..., Case]) -> Case:
    return open_case(id_number="11010519491231002X", phone="13812345678", address="河北省保定市望都县示例路1号")


def test_personal_data_are_masked(at_desk: Client, personal: Case) -> None:
    page = at_desk.get(f"/cases/{personal.pk}/").text
    assert "110105********002X" in page
    assert "138****5678" in page
    assert "11010519491231002X" not in page
    assert "示例路1号" not in page


def test_full_data_are_shown_for_a_reason_and_logged(at_desk: Client, personal: Case, clerk: User) -> None:
    party = personal.parties.get(role="applicant")
    response = at_desk.post(f"/cases/{personal.pk}/parties/{party.pk}/reveal/", {"reason": "制作送达回证"})
    assert response.status_code == 200
    assert "11010519491231002X" in response.text
    assert response["Cache-Control"] and "no-store" in response["Cache-Control"]
    assert set(RevealLog.objects.values_list("field", "reason")) == {
        (name, "制作送达回证") for name in ("id_number", "phone", "address")
    }


def test_full_data_need_a_reason(at_desk: Client, personal: Case) -> None:
    party = personal.parties.get(role="applicant")
    response = at_desk.post(f"/cases/{personal.pk}/parties/{party.pk}/reveal/", {"reason": " "})
    assert response.status_code == 422
    assert "11010519491231002X" not in response.text
    assert not RevealLog.objects.exists()


def test_page_names_what_may_be_done_and_why_the_rest_may_not(at_desk: Client, case: Case) -> None:
    response = at_desk.get(f"/cases/{case.pk}/")
    offered = {offer.kind for offer in response.context["offers"]}
    assert Kind.COPY_SENT in offered
    assert Kind.RESUMED not in offered
    assert "本案没有中止" in response.text


def test_deemed_filing_stands_in_the_timeline(at_desk: Client, open_case: Callable[..., Case]) -> None:
    case = open_case(Fact(Kind.RECEIVED, date(2026, 11, 2)))
    page = at_desk.get(f"/cases/{case.pk}/").text
    assert "视为受理，立案" in page
    assert "依时间推定" in page


def test_corrected_event_keeps_its_place_within_the_day(at_desk: Client, case: Case, clerk: User) -> None:
    received = case.events.get(kind="received")
    fact = Fact(Kind.RECEIVED, case.filed_on or received.occurred_on)
    record.correct(received, fact, reason="看错", by=clerk, version=case.version)
    page = at_desk.get(reverse("admin:case_page", args=[case.pk])).text
    assert re.findall(r"/correct/(\d+)/", page) == [str(event.pk) for event in case.events.order_by("seq")[1:3]]


def test_every_deadline_explains_itself(at_desk: Client, case: Case) -> None:
    response = at_desk.get(f"/cases/{case.pk}/")
    assert all(row.explanation for row in response.context["deadlines"])


def test_page_costs_a_constant_number_of_queries(
    at_desk: Client, case: Case, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        at_desk.get(f"/cases/{case.pk}/")


def test_strict_policy_on_every_answer(at_desk: Client, case: Case) -> None:
    for path in ("/", "/cases/", f"/cases/{case.pk}/", "/registration/", "/login/", "/nowhere/"):
        policy = at_desk.get(path)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_no_inline_style_or_script(in_charge: Client, case: Case) -> None:
    for path in ("/", "/cases/", f"/cases/{case.pk}/", "/registration/", f"/cases/{case.pk}/events/concluded/"):
        page = in_charge.get(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "<script>" not in page
