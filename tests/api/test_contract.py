"""The contract is a file: a change of it is seen in the review, and clients can be built from it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from .conftest import DOCS

STORED = DOCS / "openapi.json"
COMMAND = ["manage.py", "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", "--file"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """In a process of its own, as it is made by hand: valid, and without a warning."""
    file = tmp_path_factory.mktemp("contract") / "openapi.json"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, *COMMAND, str(file)], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(file.read_text(encoding="utf-8")))


def test_the_stored_contract_is_the_present_one(made: dict[str, Any]) -> None:
    assert made == json.loads(STORED.read_text(encoding="utf-8")), f"运行 python {' '.join(COMMAND)} {STORED} 并提交"


def test_every_operation_tells_its_failures(made: dict[str, Any]) -> None:
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                told = set(operation["responses"])
                assert {"400", "401", "403", "429", "503"} <= told, path
                assert ("404" in told) == ("{" in path), path


def test_the_words_of_the_law_stand_once(made: dict[str, Any]) -> None:
    assert made["components"]["schemas"]["State"]["enum"] == ["accepted", "filed", "concluded", "not_filed"]
    assert made["openapi"].startswith("3.1")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["docs", "docs/", "schema", "schema/"])
def test_the_final_slash_may_be_left_out(clerk: APIClient, address: str) -> None:
    assert clerk.get(f"/api/v1/{address}", headers={"Accept": "*/*"}).status_code == 200


@pytest.mark.django_db
def test_the_contract_is_served(clerk: APIClient, made: dict[str, Any]) -> None:
    answer = clerk.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert set(answer.json()["paths"]) == set(made["paths"])


@pytest.mark.django_db
def test_the_page_of_the_contract_lives_under_the_strict_policy(world: Any) -> None:
    browser = APIClient()
    browser.force_login(world.clerk)
    page = browser.get("/api/v1/docs/", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    text = page.content.decode()
    assert "<style" not in text
    assert "http://" not in text.replace("http://testserver", "")
    assert "https://" not in text
    script = browser.get("/api/v1/docs/?script=", headers={"Accept": "*/*"})
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema" in script.content.decode().encode().decode("unicode_escape")
