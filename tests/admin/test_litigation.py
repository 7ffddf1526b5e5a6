from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Litigation, Organ

GIVEN = {
    "number": "（2026）冀0631行初9号",
    "court": "望都县人民法院",
    "instance": "first",
    "received_on": "2026-11-10",
    "plaintiff": "张某（示例）",
}


def test_lawsuit_is_registered_with_its_case(at_desk: Client, case: Case, organ: Organ) -> None:
    response = at_desk.post("/litigation/add/", {**GIVEN, "case_number": case.number, "head": "yes"}, follow=True)
    row = Litigation.objects.get()
    assert (row.organ, row.case, row.after_reconsideration, row.head_appeared) == (organ, case, True, True)
    assert f'href="/cases/{case.pk}/"' in response.text


def test_lawsuit_is_changed(at_desk: Client, organ: Organ) -> None:
    row = Litigation.objects.create(organ=organ, court="望都县人民法院", received_on="2026-11-01")
    assert at_desk.get(f"/litigation/{row.pk}/").status_code == 200
    at_desk.post(f"/litigation/{row.pk}/", {**GIVEN, "ended_on": "2026-11-20", "result": "驳回"})
    row.refresh_from_db()
    assert (row.number, row.result, row.head_appeared) == (GIVEN["number"], "驳回", None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"court": ""}, "请填写此项"),
        ({"received_on": "2026-11-24"}, "不能晚于今天"),
        ({"ended_on": "2026-11-01"}, "不能早于收到应诉通知的日期"),
        ({"heard_on": "2026-11-01"}, "不能早于收到应诉通知的日期"),
        ({"case_number": "望政复〔1999〕1号"}, "没有找到案号为"),
        ({"instance": "fourth"}, "没有“fourth”这一选项"),
        ({"number": "（2026）冀0631行初1号"}, "该法院案号已登记"),
    ],
)
def test_bad_input_is_said_and_kept(at_desk: Client, organ: Organ, change: dict[str, str], sentence: str) -> None:
    Litigation.objects.create(organ=organ, number="（2026）冀0631行初1号", court="示例", received_on="2026-11-01")
    response = at_desk.post("/litigation/add/", {**GIVEN, **change})
    assert response.status_code == 422
    assert sentence in response.text
    assert "张某（示例）" in response.text
    assert Litigation.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "张某"}, 1),
        ({"q": "望都 9号"}, 1),
        ({"instance": "second"}, 0),
        ({"standing": "open"}, 1),
        ({"standing": "ended"}, 0),
        ({"after": "yes"}, 0),
        ({"received_after": "2026-11-11"}, 0),
        ({"received_before": "2026-11-10"}, 1),
    ],
)
def test_filters(at_desk: Client, organ: Organ, query: dict[str, Any], found: int) -> None:
    at_desk.post("/litigation/add/", GIVEN)
    response = at_desk.get("/litigation/", query)
    assert len(response.context["shown"]) == found
    assert ("没有符合条件的应诉案件" in response.text) is (found == 0)


def test_bad_filter_has_its_status(at_desk: Client, organ: Organ) -> None:
    assert at_desk.get("/litigation/", {"received_after": "soon"}).status_code == 400


def test_another_organ_sees_none(at_desk: Client, elsewhere: Client, case: Case) -> None:
    at_desk.post("/litigation/add/", GIVEN)
    row = Litigation.objects.get()
    assert list(elsewhere.get("/litigation/").context["shown"]) == []
    assert elsewhere.get(f"/litigation/{row.pk}/").status_code == 404
    refused = elsewhere.post("/litigation/add/", {**GIVEN, "case_number": case.number})
    assert "没有找到案号为" in refused.text
