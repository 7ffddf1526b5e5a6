from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.models import Case, Draft, Party, User

URL = "/registration/"
ID_NUMBER = "11010519491231002X"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid.uuid4()),
        "received_on": "2026-11-23",
        "channel": "in_person",
        "party-TOTAL_FORMS": "1",
        "party-INITIAL_FORMS": "0",
        "party-0-name": "张某（示例）",
        "party-0-type": "person",
        "party-0-role": "applicant",
        "party-0-id_number": ID_NUMBER,
        "party-0-phone": "0312-1234567",
        "party-0-address": "河北省保定市望都县示例路1号",
        "respondent": "县公安局",
        "kind": "decision",
        "matter": "penalty",
        "field": "public_security",
        "document_number": "望公决字〔2026〕7号",
        "made_on": "2026-10-20",
        "known_on": "2026-10-21",
        "request": "撤销该处罚决定",
        "reasons": "事实不清",
        **changes,
    }


def test_application_becomes_a_numbered_case(at_desk: Client, clerk: User) -> None:
    response = at_desk.post(URL, typed(lead=clerk.pk))
    case = Case.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("admin:case_page", args=[case.pk])
    assert case.number == "望政复〔2026〕1号"
    assert (case.applicants, case.respondent.name, case.handler) == ("张某（示例）", "望都县公安局", clerk)
    party = case.parties.get(role="applicant")
    assert (party.sex, str(party.birth_on)) == ("female", "1949-12-31")


def test_double_submission_makes_one_case(at_desk: Client) -> None:
    data = typed()
    first, second = at_desk.post(URL, data), at_desk.post(URL, data)
    assert first.url == second.url
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"party-0-id_number": "110105194912310021"}, "校验码不对"),
        ({"party-0-id_number": "11010519491331002X"}, "出生日期不存在"),
        ({"party-0-name": ""}, "请填写此项"),
        ({"party-0-name": "张\x00某"}, "不可用的字符"),
        ({"party-0-phone": "没有电话"}, "电话只能由数字"),
        ({"party-0-type": "firm", "party-0-credit_code": "91130631MA00000000"}, "统一社会信用代码不对"),
        ({"respondent": "不存在的局"}, "名录中没有"),
        ({"received_on": "2026-11-24"}, "日期不能晚于今天"),
        ({"received_on": "昨天"}, "日期无效"),
        ({"posted_on": "2026-11-22", "made_on": "2026-11-23", "served_on": "2026-11-01"}, "作出日期不能晚于送达日期"),
        ({"matter": "nonsense"}, "请重新选择"),
        ({"request": ""}, "请填写此项"),
        ({"amount": "三千"}, "请填写数字"),
        ({"party-0-role": "agent"}, "至少须有一名申请人"),
        ({"token": "x"}, ""),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(at_desk: Client, changes: dict[str, str], sentence: str) -> None:
    response = at_desk.post(URL, typed(**changes))
    assert response.status_code == 422
    assert sentence in response.text
    assert "事实不清" in response.text
    assert Case.objects.count() == 0


@pytest.mark.parametrize("name", ["𠮷某某", "㛃某", "阿卜杜拉·某某"])
def test_rare_characters_survive(at_desk: Client, name: str) -> None:
    at_desk.post(URL, typed(**{"party-0-name": name}))
    case = Case.objects.get()
    assert case.applicants == name
    assert name in at_desk.get(reverse("admin:case_page", args=[case.pk])).text


def test_same_applicant_and_act_again_is_warned_before_saving(at_desk: Client) -> None:
    at_desk.post(URL, typed())
    response = at_desk.post(URL, typed())
    assert response.status_code == 409
    assert "可能重复：望政复〔2026〕1号" in response.text
    assert Case.objects.count() == 1
    assert at_desk.post(URL, typed(confirmed="on")).status_code == 302
    assert Case.objects.count() == 2


def test_several_parties_and_a_removed_block(at_desk: Client) -> None:
    second = {"party-1-name": "李某（示例）", "party-1-type": "person", "party-1-role": "agent"}
    third = {"party-2-name": "", "party-2-type": "person", "party-2-role": "applicant", "party-2-DELETE": "on"}
    response = at_desk.post(URL, typed(**second, **third, **{"party-TOTAL_FORMS": "3"}))
    assert response.status_code == 302
    agent = Party.objects.get(role="agent")
    assert agent.represents.name == "张某（示例）"


def test_check_explains_the_application_period_and_writes_nothing(at_desk: Client) -> None:
    response = at_desk.post("/registration/check/", typed())
    assert response.status_code == 200
    assert "在期限内" in response.text
    assert "女" in response.text
    assert "属于本机关管辖" in response.text
    assert Case.objects.count() == 0


def test_check_says_when_the_period_is_over(at_desk: Client) -> None:
    response = at_desk.post("/registration/check/", typed(made_on="2026-01-05", known_on="2026-01-06"))
    assert "已超过申请期限" in response.text


def test_check_names_the_competent_authority_outside_the_jurisdiction(at_desk: Client) -> None:
    response = at_desk.post("/registration/check/", typed(respondent="县税务局"))
    assert "不属于本机关管辖" in response.text
    assert "第二十七条" in response.text


def test_check_lists_earlier_cases_of_the_applicant(at_desk: Client) -> None:
    at_desk.post(URL, typed())
    response = at_desk.post("/registration/check/", typed(document_number="另一文号"))
    assert "望政复〔2026〕1号" in response.text
    assert "同一申请人" in response.text


def test_check_survives_an_empty_form(at_desk: Client) -> None:
    assert at_desk.post("/registration/check/", {}).status_code == 200


def test_draft_is_kept_encrypted_and_opened_again(at_desk: Client, clerk: User) -> None:
    answer = at_desk.post("/registration/draft/", typed(request="写了一半")).json()
    draft = Draft.objects.get(pk=answer["draft"])
    assert "张某" in draft.title
    page = at_desk.get(f"{URL}?draft={draft.pk}").text
    assert "写了一半" in page
    assert ID_NUMBER in page
    at_desk.post(URL, typed(draft=str(draft.pk)))
    assert not Draft.objects.exists()


def test_draft_of_somebody_else_stays_closed(at_desk: Client, colleague: User) -> None:
    draft = Draft.objects.create(user=colleague, content="request=x")
    assert 'value="x"' not in at_desk.get(f"{URL}?draft={draft.pk}").text


def test_suggestions_find_by_short_name_and_say_what_is_outside(at_desk: Client) -> None:
    results = at_desk.get("/registration/agencies/", {"q": "税务"}).json()["results"]
    assert any("不属于本机关管辖" in result["note"] for result in results)
    assert at_desk.get("/registration/agencies/").json() == {"results": []}


def test_document_to_be_reviewed_and_compensation_are_recorded_with_the_receipt(at_desk: Client) -> None:
    document = "望都县示例管理办法（望政规〔2025〕1号）"
    assert at_desk.post(URL, typed(normative_document=document, compensation_requested="5000.00")).status_code == 302
    case = Case.objects.get()
    receipt, review = case.events.order_by("seq")
    assert (receipt.kind, receipt.details["compensation_requested"]) == ("received", "5000")
    assert (review.kind, review.call, review.occurred_on) == (
        "normative_review_requested",
        receipt.call,
        receipt.occurred_on,
    )
    assert review.details["document"] == document
    page = at_desk.get(f"/cases/{case.pk}/")
    assert page.context["claims"] == [("请求赔偿", "5000 元"), ("附带审查", document)]
    assert document in page.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"compensation_requested": "三千"}, "请填写数字"),
        ({"compensation_requested": "0"}, "请填写大于零的金额"),
        ({"compensation_requested": "12345678901234567"}, "金额过大"),
        ({"compensation_requested": "0.001"}, "最多两位小数"),
        ({"normative_document": "长" * 201}, "最多 200 个字"),
    ],
)
def test_bad_claim_is_said_and_nothing_is_written(at_desk: Client, changes: dict[str, str], sentence: str) -> None:
    response = at_desk.post(URL, typed(**changes))
    assert response.status_code == 422
    assert sentence in response.text
    assert not Case.objects.exists()


def test_claim_is_corrected_with_the_receipt(at_desk: Client) -> None:
    at_desk.post(URL, typed(compensation_requested="5000.5"))
    case = Case.objects.get()
    receipt = case.events.get()
    data = {
        "version": case.version,
        "on": "2026-11-20",
        "channel": "in_person",
        "compensation_requested": "800",
        "reason_why": "数额看错",
    }
    assert at_desk.post(f"/cases/{case.pk}/correct/{receipt.pk}/", data).status_code == 302
    assert at_desk.get(f"/cases/{case.pk}/").context["claims"] == [("请求赔偿", "800 元")]


# ---------- papers ----------


def paper(name: str, content: bytes = b"%PDF-1.7 \xe7\xa4\xba\xe4\xbe\x8b") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_papers_are_put_into_the_file_with_the_application(at_desk: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert (
        at_desk.post(URL, typed(papers=[paper("申请书.pdf"), paper("处罚决定书.pdf", b"%PDF-1.4 2")])).status_code
        == 302
    )
    case = Case.objects.get()
    assert [row.title for row in case.attachments.order_by("pk")] == ["申请书", "处罚决定书"]


def test_paper_that_is_not_accepted_is_named_and_nothing_is_registered(at_desk: Client) -> None:
    answer = at_desk.post(URL, typed(papers=[paper("申请书.pdf"), paper("程序.exe", b"MZ")]))
    assert answer.status_code == 422
    assert "程序.exe：只收 PDF" in answer.text
    assert "撤销该处罚决定" in answer.text
    assert not Case.objects.exists()


def test_second_submission_adds_no_second_paper(at_desk: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    data = typed()
    for _time in range(2):
        at_desk.post(URL, {**data, "papers": [paper("申请书.pdf")]})
    assert Case.objects.get().attachments.count() == 1
