"""Pictures of every screen, at 1280 and 390 px, light and dark, from a throw-away database with invented cases.

    python scripts/screenshots.py [--out DIR] [--only NAME]

Needs the development requirements and Chromium (`apt-get install chromium fonts-noto-cjk`).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = {"1280": {"width": 1280, "height": 900}, "390": {"width": 390, "height": 844}}
YEAR = "start=2023-01-01&end=2023-12-31"
PORT = 8765


def main() -> None:
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, DJANGO_SETTINGS_MODULE="wangdu.settings", LOG_LEVEL="ERROR")
        sys.path.insert(0, str(ROOT))
        manage("quickstart", "--no-serve")
        cookies, screens = prepare()
        with server():
            shoot(
                options.out,
                cookies,
                {name: path for name, path in screens.items() if not options.only or options.only in name},
            )


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "screenshots")
    parser.add_argument("--only", default="")
    return parser.parse_args()


def manage(*words: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *words], check=True, stdout=subprocess.DEVNULL)


def prepare() -> tuple[str, dict[str, str]]:
    """A session of the supervisor, and the address of every screen."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from cases.models import Case, User
    from cases.rules.terms import Stage

    user = next(one for one in User.objects.filter(is_superuser=False) if one.has_perm("cases.assign_case"))
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "cases.backends.RoleBackend"
    session.create()
    case = Case.objects.filter(stage=Stage.UNDER_REVIEW).order_by("due_key").first()
    assert case is not None and session.session_key is not None
    return session.session_key, {
        "home": "/",
        "home-mine": "/?scope=mine",
        "list": "/cases/",
        "list-empty": "/cases/?q=没有这样的案件",
        "case": f"/cases/{case.pk}/",
        "event": f"/cases/{case.pk}/events/suspended/",
        "conclude": f"/cases/{case.pk}/events/concluded/",
        "registration": "/registration/",
        "statistics": f"/reports/statistics/?{YEAR}",
        "trends": f"/reports/statistics/trends/?{YEAR}",
        "analysis": f"/reports/statistics/analysis/?{YEAR}",
        "statutory": f"/reports/statistics/form/?{YEAR}",
        "definitions": f"/reports/statistics/definitions/?{YEAR}",
        "report": f"/reports/annual/?{YEAR}",
        "published": f"/reports/published/?{YEAR}",
        "figure": f"/reports/cases/?{YEAR}&indicator=corrected",
        "litigation": "/litigation/",
        "reminders": "/reminders/",
        "agencies": "/cases/agency/",
        "agency": "/cases/agency/add/",
        "calendar": "/calendar/?month=2026-10",
        "missing": "/cases/999999/",
    }


@contextmanager
def server() -> Iterator[None]:
    command = [sys.executable, str(ROOT / "manage.py"), "runserver", "--noreload", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait()
            yield
        finally:
            process.terminate()


def wait() -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz/live", timeout=1)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("服务没有启动")


def shoot(out: Path, session: str, screens: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, viewport in WIDTHS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN")
                context.add_cookies([{"name": "sessionid", "value": session, "url": f"http://127.0.0.1:{PORT}"}])
                page = context.new_page()
                for name, path in screens.items():
                    page.goto(f"http://127.0.0.1:{PORT}{path}")
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
                context.clear_cookies()
                page.goto(f"http://127.0.0.1:{PORT}/login/")
                page.screenshot(path=out / f"login-{width}-{scheme}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
