"""What the list does with scripts: ticking, watching, handing over; and the calendar, to the end."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from cases import roles
from cases.models import Case, ChangeLog, User, Watch

RULES = {
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}
PHONE = {"width": 390, "height": 844}


def check(page: Page, name: str) -> None:
    """No violation; nothing scrolls sideways."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:2]]) for one in found] == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": PHONE}], ids=str)
def test_cases_are_handed_over(
    desk: Callable[..., Page], sample_cases: int, supervisor: User, colleague: User, look: dict[str, Any]
) -> None:
    page = desk(supervisor, **look)
    page.goto("/cases/?open=true")
    handing = page.get_by_role("button", name="批量改派")
    expect(handing).to_be_disabled()
    boxes = page.locator("input[name=case]")
    boxes.nth(0).press("Space")
    boxes.nth(1).press("Space")
    expect(page.get_by_text("已勾选 2 件")).to_be_visible()
    chosen = [int(boxes.nth(n).get_attribute("value") or 0) for n in (0, 1)]
    check(page, f"list-{look['color_scheme']}")
    handing.press("Enter")
    page.get_by_label("改由谁主办").select_option(str(colleague.pk))
    check(page, f"choose-{look['color_scheme']}")
    page.get_by_role("button", name="预览").press("Enter")
    expect(page.get_by_role("button", name="确认改派 2 件")).to_be_visible()
    check(page, f"preview-{look['color_scheme']}")
    page.get_by_role("button", name="确认改派 2 件").press("Enter")
    expect(page.get_by_text("已改派 2 件")).to_be_visible()
    check(page, f"result-{look['color_scheme']}")
    assert set(Case.objects.filter(pk__in=chosen).values_list("handler", flat=True)) == {colleague.pk}


def test_box_for_all_watching_and_a_view_of_ones_own(desk: Callable[..., Page], sample_cases: int, clerk: User) -> None:
    page = desk(clerk)
    page.goto("/cases/?open=true")
    page.get_by_label("全选本页").check()
    rows = page.locator("input[name=case]").count()
    expect(page.get_by_text(f"已勾选 {rows} 件")).to_be_visible()
    page.locator(".star").first.press("Enter")
    expect(page.locator(".star").first).to_have_attribute("aria-pressed", "true")
    assert Watch.objects.count() == 1
    page.get_by_text("把当前条件保存为常用视图").click()
    page.get_by_label("视图名称").fill("我的在办")
    page.get_by_label("打开案件列表时默认使用").check()
    page.get_by_role("button", name="保存当前条件").click()
    page.goto("/cases/")
    expect(page).to_have_url(re.compile(r"/cases/\?open=true$"))
    page.locator(".views summary").click()
    check(page, "views")


def test_list_is_downloaded(desk: Callable[..., Page], sample_cases: int, clerk: User) -> None:
    page = desk(clerk)
    page.goto("/cases/?open=true")
    for button, ending in (("导出 Excel", ".xlsx"), ("CSV", ".csv")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button).click()
        assert waiting.value.suggested_filename.endswith(ending)
        rows = page.locator("tbody tr").count()
        expect(page.locator("#export-status")).to_have_text(f"已导出 {rows} 件")
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == rows + 1


def test_too_many_cases_for_one_file_is_said_on_the_page(
    desk: Callable[..., Page], sample_cases: int, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.exports.selection.MOST", 3)
    page = desk(clerk)
    page.goto("/cases/?open=true")
    page.get_by_role("button", name="CSV").click()
    expect(page.locator(".toast")).to_contain_text("超过 3 件")


def test_calendar_address_is_shown_once(desk: Callable[..., Page], sample_cases: int, clerk: User) -> None:
    page = desk(clerk)
    page.goto("/reminders/")
    page.get_by_role("button", name="生成订阅地址").click()
    address = page.get_by_label("订阅地址").input_value()
    check(page, "reminders")
    assert page.request.get(address).headers["content-type"].startswith("text/calendar")
    page.goto("/reminders/")
    assert address not in page.content()


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": PHONE}], ids=str)
def test_days_are_changed_and_the_cases_follow(
    desk: Callable[..., Page], sample_cases: int, supervisor: User, look: dict[str, Any]
) -> None:
    supervisor.groups.add(Group.objects.get(name=roles.ADMINISTRATOR))
    page = desk(supervisor, **look)
    page.goto("/calendar/?month=2026-11&day=2026-11-24")
    page.get_by_text("休息", exact=True).click()
    page.get_by_label("至").fill("2026-11-25")
    page.locator("#id_title").fill("示例数据：调休通知")
    check(page, f"calendar-{look['color_scheme']}")
    page.get_by_role("button", name="查看影响").first.click()
    expect(page.get_by_text("确认前不写入任何内容")).to_be_visible()
    check(page, f"effect-{look['color_scheme']}")
    assert not ChangeLog.objects.filter(table="deadline").exists()
    page.get_by_role("button", name="确认保存").click()
    expect(page.get_by_text("已保存")).to_be_visible()
    assert ChangeLog.objects.filter(table="deadline").exists()
