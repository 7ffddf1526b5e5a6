"""A real Chromium before a live server. Whatever the browser complains of fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from cases import accounts, calendars, clock, crypto, roles, samples
from cases.models import Organ, User

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the test

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=zh-CN"]
BACKEND = "cases.backends.RoleBackend"
PASSWORD = "Passw0rd!-示例"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason="needs Chromium: apt-get install chromium fonts-noto-cjk")
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chinese = {**os.environ, "LANGUAGE": "zh_CN"}  # the order of day and month in date fields follows it
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS, "env": chinese}


@pytest.fixture
def organ(
    transactional_db: None,
    settings: Any,
    tmp_path_factory: pytest.TempPathFactory,
    reference_data: Callable[[Organ], None],
) -> Organ:
    """Reference data and the running samples. The roles come back: emptying the tables takes them away."""
    settings.KEYS_DIR = tmp_path_factory.mktemp("keys")
    crypto.create_keys()
    roles.install()
    organ = Organ.objects.create(code="130631", name="望都县人民政府", institution="望都县司法局")
    reference_data(organ)
    return organ


def account(organ: Organ, role: str, username: str, name: str) -> User:
    return accounts.create(organ, role=role, username=username, name=name, password=PASSWORD)


@pytest.fixture
def clerk(organ: Organ) -> User:
    return account(organ, roles.CLERK, "clerk", "陈示例")


@pytest.fixture
def colleague(organ: Organ) -> User:
    return account(organ, roles.CLERK, "colleague", "孙示例")


@pytest.fixture
def supervisor(organ: Organ) -> User:
    return account(organ, roles.SUPERVISOR, "supervisor", "李示例")


@pytest.fixture
def sample_cases(organ: Organ, clerk: User) -> int:
    return samples.load_samples(organ, handler=clerk, today=clock.today(), calendar=calendars.current())


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens a page for somebody who has signed in, and watches it."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def sit(user: User | None = None, **options: Any) -> Page:
        context = browser.new_context(locale="zh-CN", base_url=live_server.url, **options)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user, backend=BACKEND)
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        watch(page, live_server.url, complaints)
        return page

    yield sit
    for context in contexts:
        context.close()
    assert complaints == []


def watch(page: Page, home: str, complaints: list[str]) -> None:
    """Console errors (violations of the policy are among them), failing scripts, requests to other hosts.

    That an answer had the status 409 or 422 the console also calls an error; the tests mean it.
    """
    page.on("console", lambda line: complain(line.type, line.text, complaints))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(home) else complaints.append(request.url))


def complain(kind: str, text: str, complaints: list[str]) -> None:
    expected = "the server responded with a status of 4" in text
    if kind in ("error", "warning") and not expected:
        complaints.append(text)
