"""A clerk's work, in the browser: from the counter to the archive."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from cases import clock, record
from cases.application import ActData, Application, PartyData
from cases.models import Agency, Case, Code, Organ, User
from cases.rules.facts import Fact
from cases.rules.terms import Channel, Kind, Outcome, PartyType, Role, Stage

Desk = Callable[..., Page]


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


@pytest.fixture
def filed(organ: Organ, clerk: User) -> Case:
    application = Application(
        parties=[PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name="张某（示例）")],
        respondents=[Agency.objects.get(name="望都县公安局")],
        act=ActData(made_on=ago(40), known_on=ago(38), document_number="望公决字〔2026〕1号"),
        matter=Code.objects.get(list="matter", code="penalty"),
        channel=Channel.IN_PERSON,
        lead=clerk,
    )
    facts = [Fact(Kind.RECEIVED, ago(20)), Fact(Kind.FILED, ago(18))]
    return record.open_case(organ, application, facts, by=clerk)


def enter(page: Page, case: Case, kind: str, day: date | None = None, **choices: str) -> None:
    """Through the form of one event, as the case page offers it."""
    page.goto(f"/cases/{case.pk}/events/{kind}/")
    page.wait_for_load_state("networkidle")
    if day is not None:
        page.locator("[name=on]").fill(day.isoformat())
    for name, choice in choices.items():
        page.locator(f"[name={name}]").select_option(choice)
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/cases/{case.pk}/")


def test_clerk_signs_in_and_out(desk: Desk, clerk: User) -> None:
    page = desk()
    page.goto("/")
    page.get_by_label("用户名").fill("clerk")
    page.get_by_label("密码").fill("Passw0rd!-示例")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="已退出")).to_be_visible()


def test_wrong_password_is_said(desk: Desk, clerk: User) -> None:
    page = desk()
    page.goto("/login/")
    page.get_by_label("用户名").fill("clerk")
    page.get_by_label("密码").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("请输入")


def test_application_is_registered_with_the_keyboard_alone(desk: Desk, clerk: User) -> None:
    """No mouse: Tab, arrows, typing and Enter from the first field to the numbered case."""
    page = desk(clerk)
    page.goto("/registration/")
    page.get_by_label("收件日期").focus()
    reach(page, "party-0-name")
    page.keyboard.type("𠮷某某（示例）")
    reach(page, "party-0-id_number")
    page.keyboard.type("11010519491231002X")
    reach(page, "respondent")
    page.keyboard.type("公安")
    expect(page.locator(".options li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "公安" in page.locator("[name=respondent]").input_value()
    reach(page, "matter")
    page.keyboard.press("ArrowDown")
    reach(page, "known_on")
    type_day(page, "known_on", ago(10))
    reach(page, "request")
    page.keyboard.type("撤销该处罚决定")
    expect(page.locator("#check")).to_contain_text("校验码正确")
    expect(page.locator("#check")).to_contain_text("属于本机关管辖")
    while not page.evaluate("document.activeElement.matches('.savebar button')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("望政复〔")
    case = Case.objects.get()
    assert (case.applicants, case.stage) == ("𠮷某某（示例）", Stage.SCREENING)


def type_day(page: Page, name: str, day: date) -> None:
    """Digits only, in the order of day and month that this browser's language has."""
    field = page.locator(f"[name={name}]")
    for order in ("%Y%m%d", "%m%d%Y", "%d%m%Y"):
        page.keyboard.type(day.strftime(order))
        if field.input_value() == day.isoformat():
            return
        field.fill("")
        page.locator("[name=matter]").focus()
        reach(page, name)
    raise AssertionError(f"{name} does not take {day}")


def reach(page: Page, name: str) -> None:
    """Tab until the field has the focus."""
    for _press in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached with Tab")


def test_case_goes_its_whole_way(desk: Desk, filed: Case, clerk: User) -> None:
    page = desk(clerk)
    enter(page, filed, "copy_sent", ago(15))
    enter(page, filed, "copy_delivered", ago(14))
    enter(page, filed, "answered", ago(10))
    enter(page, filed, "opinion_heard", ago(9))
    enter(page, filed, "suspended", ago(8), ground="8")
    expect(page.locator(".top")).to_contain_text("中止")
    enter(page, filed, "resumed", ago(5))
    before = page.locator(".facts .next").inner_text()
    enter(page, filed, "extended", ago(3))
    assert page.locator(".facts .next").inner_text() != before
    enter(page, filed, "concluded", ago(1), outcome="revoked", ground="revoked|2")
    expect(page.locator(".top")).to_contain_text("待送达")
    applicant, respondent = (filed.parties.get(role=role) for role in ("applicant", "respondent"))
    enter(page, filed, "served", ago(0), party=str(applicant.pk))
    enter(page, filed, "served", ago(0), party=str(respondent.pk))
    filed.refresh_from_db()
    assert (filed.stage, filed.outcome, filed.extended_days) == (Stage.SERVED, Outcome.REVOKED, 30)


def test_application_is_supplemented(desk: Desk, organ: Organ, clerk: User) -> None:
    application = Application(
        parties=[PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name="李某（示例）")],
        respondents=[Agency.objects.get(name="望都县公安局")],
        lead=clerk,
    )
    case = record.open_case(organ, application, [Fact(Kind.RECEIVED, ago(2))], by=clerk)
    page = desk(clerk)
    enter(page, case, "supplement_requested", ago(1))
    expect(page.locator(".top")).to_contain_text("补正中")
    enter(page, case, "supplemented", ago(0))
    expect(page.locator(".top")).to_contain_text("审查")
    enter(page, case, "filed", ago(0))
    expect(page.locator(".top")).to_contain_text("审理中")


def test_wrong_date_is_corrected_and_the_due_date_moves(desk: Desk, filed: Case, clerk: User) -> None:
    page = desk(clerk)
    page.goto(f"/cases/{filed.pk}/")
    due = page.get_by_role("row", name=re.compile("作出复议决定")).get_by_role("cell").nth(1)
    before = due.inner_text()
    page.get_by_role("link", name=re.compile("更正 ?立案")).click()
    page.locator("[name=on]").fill(ago(11).isoformat())
    expect(page.locator("#preview")).to_contain_text("作出复议决定")
    expect(page.locator("#preview .from").first).to_be_visible()
    page.get_by_label("更正理由").fill("受理通知书日期看错")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/cases/{filed.pk}/")
    assert due.inner_text() != before
    expect(page.locator(".timeline .gone")).to_contain_text("已更正")
    expect(page.locator(".timeline")).to_contain_text("受理通知书日期看错")


def test_second_clerk_is_told_and_nothing_is_lost(desk: Desk, filed: Case, clerk: User, colleague: User) -> None:
    first, second = desk(clerk), desk(colleague)
    for page in (first, second):
        page.goto(f"/cases/{filed.pk}/events/extended/")
    second.get_by_label("说明").fill("案情复杂，需补充调查取证")
    first.get_by_role("button", name="保存").click()
    first.wait_for_url(f"**/cases/{filed.pk}/")
    second.get_by_role("button", name="保存").click()
    expect(second.get_by_role("alert")).to_contain_text("案件已被他人更新，请刷新后重试")
    expect(second.get_by_label("说明")).to_have_value("案情复杂，需补充调查取证")
    expect(second.locator(".timeline")).to_contain_text("延长审理期限")
    assert filed.events.filter(kind="extended").count() == 1


def test_consequences_are_shown_before_saving(desk: Desk, filed: Case, clerk: User) -> None:
    page = desk(clerk)
    page.goto(f"/cases/{filed.pk}/events/suspended/")
    expect(page.locator("#preview")).to_contain_text("填写必填项")
    page.get_by_label("中止事由").select_option("8")
    expect(page.locator("#preview")).to_contain_text("中止")
    assert filed.events.count() == 2


def test_impossible_event_is_refused_in_words(desk: Desk, filed: Case, clerk: User) -> None:
    page = desk(clerk)
    page.goto(f"/cases/{filed.pk}/events/resumed/")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("本案没有中止，不能恢复审理")


def test_personal_data_appear_only_when_asked_for(desk: Desk, organ: Organ, clerk: User) -> None:
    party = PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name="王某（示例）", id_number="11010519491231002X")
    case = record.open_case(organ, Application(parties=[party]), [Fact(Kind.RECEIVED, ago(1))], by=clerk)
    page = desk(clerk)
    page.goto(f"/cases/{case.pk}/")
    expect(page.locator("#parties")).to_contain_text("110105********002X")
    page.get_by_text("显示完整信息").click()
    page.get_by_label("查看理由").fill("制作送达回证")
    page.get_by_role("button", name="显示", exact=True).click()
    expect(page.locator("#parties")).to_contain_text("11010519491231002X")


def test_draft_survives_a_closed_browser(desk: Desk, clerk: User) -> None:
    page = desk(clerk)
    page.goto("/registration/")
    page.get_by_label("复议请求").fill("写了一半的请求")
    expect(page.locator("#draft-status")).to_contain_text("已于", timeout=10_000)
    page = desk(clerk)
    page.goto("/registration/")
    page.get_by_role("link", name=re.compile("未命名")).click()
    expect(page.get_by_label("复议请求")).to_have_value("写了一半的请求")


def test_theme_and_navigation_are_remembered(desk: Desk, clerk: User) -> None:
    page = desk(clerk, color_scheme="light")
    page.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _press in range(2):
        page.get_by_role("button", name=re.compile("外观")).click()
    page.get_by_role("button", name="折叠导航").click()
    page.reload()
    assert page.evaluate(ground) != light
    assert page.evaluate("document.documentElement.classList.contains('side-collapsed')")
