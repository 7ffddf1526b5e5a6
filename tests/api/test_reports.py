"""Reports and what was published of them, over the interface: the same figures as on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import PublishedReport

pytestmark = pytest.mark.django_db
YEAR = {"start": "2024-01-01", "end": "2024-12-31"}


def test_statutory_form_balances(supervisor: APIClient, opened: dict[str, Any]) -> None:
    form = supervisor.get("/api/v1/reports/statutory", YEAR).json()
    assert (form["balanced"], form["problems"]) == (True, [])
    assert form["rows"][0]["accepted"] == 1
    assert {"key": "accepted", "group": "", "label": "本期新收"} in form["columns"]


def test_section_is_text_or_a_document(supervisor: APIClient, opened: dict[str, Any]) -> None:
    section = supervisor.get("/api/v1/reports/section", YEAR).json()
    assert section["sentence"].startswith("全年受理行政复议申请1件")
    assert section["sections"][0]["title"] == "案件办理情况"
    wanted = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    document = supervisor.get("/api/v1/reports/section", YEAR, headers={"Accept": wanted})
    assert document["Content-Type"] == wanted
    assert document.content.startswith(b"PK")


def test_definitions_say_formula_base_and_source(supervisor: APIClient) -> None:
    rates = {rate["name"]: rate for rate in supervisor.get("/api/v1/reports/definitions").json()["rates"]}
    assert rates["direct"]["formula"] == "纠错 ÷ 办结"
    assert "方城县2024" in rates["direct"]["differs"]


def test_published_report_is_compared_with_what_is_known_now(
    supervisor: APIClient, clerk: APIClient, opened: dict[str, Any]
) -> None:
    answer = supervisor.post("/api/v1/published-reports", {**YEAR, "note": "示例"}, format="json")
    assert answer.status_code == 201
    address = f"/api/v1/published-reports/{answer.json()['id']}"
    assert answer["Location"].endswith(address)
    before = supervisor.get(f"{address}/comparison").json()
    assert (before["intact"], before["reproducible"], before["unchanged"]) == (True, True, True)

    event = {"events": [{"kind": "concluded", "on": "2024-04-15", "outcome": "upheld"}]}
    version = {"If-Match": f'"{opened["version"]}"'}
    assert clerk.post(f"/api/v1/cases/{opened['id']}/events", event, format="json", headers=version).status_code == 201
    after = supervisor.get(f"{address}/comparison").json()
    assert (after["intact"], after["reproducible"], after["unchanged"]) == (True, True, False)
    assert [row["number"] for row in after["changed"]] == [opened["number"]]
    assert "办结" in after["changed"][0]["reasons"][0]


def test_same_key_publishes_once(supervisor: APIClient) -> None:
    for _time in range(2):
        answer = supervisor.post("/api/v1/published-reports", YEAR, format="json", headers={"Idempotency-Key": "a"})
        assert answer.status_code == 201
    assert PublishedReport.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({**YEAR, "known_at": "2024-01-01"}, 400),
        ({"start": "2024-12-31", "end": "2024-01-01"}, 400),
        ({"start": 1, "end": "2024-01-01"}, 400),
        ({**YEAR, "title": "x" * 201}, 400),
    ],
)
def test_nothing_is_published_from_bad_input(supervisor: APIClient, body: dict[str, Any], status: int) -> None:
    answer = supervisor.post("/api/v1/published-reports", body, format="json")
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")
    assert not PublishedReport.objects.exists()


def test_other_organs_do_not_see_it(supervisor: APIClient, world: Any) -> None:
    from .conftest import client_of, make_user

    pk = supervisor.post("/api/v1/published-reports", YEAR, format="json").json()["id"]
    stranger = client_of(make_user("stranger", world.other, "supervisor"))
    assert stranger.get(f"/api/v1/published-reports/{pk}/comparison").status_code == 404
