"""Every screen against axe-core (WCAG 2.2 A and AA), in both themes; no screen scrolls sideways on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.models import Case, User
from cases.rules.terms import Stage

RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},  # the themes differ in colours alone
}
PARTS = 3  # so that several workers share the screens
SCREENS = (
    "/",
    "/?scope=mine",
    "/cases/",
    "/cases/?q=没有这样的案件",
    "/cases/{case}/",
    "/cases/{case}/events/concluded/",
    "/cases/{case}/events/not_filed/",
    "/cases/{case}/events/voided/",
    "/registration/",
    "/reports/statistics/",
    "/reports/statistics/trends/",
    "/reports/statistics/analysis/?measure=accepted",
    "/reports/statistics/form/",
    "/reports/statistics/definitions/",
    "/reports/annual/",
    "/reports/published/",
    "/reports/cases/?indicator=accepted",
    "/reports/lawsuits/",
    "/litigation/",
    "/litigation/add/",
    "/cases/agency/",
    "/cases/code/",
    "/cases/calendarday/",
    "/calendar/?month=2026-10",
    "/reminders/",
    "/cases/print/?case={case}",
    "/password_change/",
    "/cases/999999/",
)


@pytest.fixture
def addresses(sample_cases: int) -> list[str]:
    case = Case.objects.filter(stage=Stage.UNDER_REVIEW).order_by("due_key").first()
    assert case is not None
    return [screen.format(case=case.pk) for screen in SCREENS]


@pytest.mark.parametrize("part", range(PARTS))
def test_screens_have_no_violation(
    desk: Callable[..., Page], addresses: list[str], supervisor: User, part: int
) -> None:
    page, found = desk(supervisor), []
    for address in addresses[part::PARTS]:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        found += violations(page, address)
    assert found == []


def test_login_has_no_violation(desk: Callable[..., Page]) -> None:
    page = desk()
    page.goto("/login/")
    assert violations(page, "/login/") == []


@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_screens_fit(desk: Callable[..., Page], addresses: list[str], supervisor: User, width: int) -> None:
    page, wide = desk(supervisor, viewport={"width": width, "height": 844}), []
    for address in addresses:
        page.goto(address)
        actual = page.evaluate("document.documentElement.scrollWidth")
        if actual > width:
            wide.append(f"{address}: {actual}")
    assert wide == []


def violations(page: Page, address: str) -> list[str]:
    """In light and in dark; without movement, so that no colour is caught half-way. Without preloading, for which axe
    writes style elements into the page: the policy rightly refuses them."""
    found = []
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = Axe().run(page, options={"preload": False, "resultTypes": ["violations"], "runOnly": rules})
        found += [
            f"{address} {scheme} {one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in results.response["violations"]
        ]
    return found
