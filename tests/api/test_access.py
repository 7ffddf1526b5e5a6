"""Every route, method and role against one table. A new route without its rows fails."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern
from rest_framework.test import APIClient

from cases.api.urls import urlpatterns
from cases.models import Litigation, PublishedReport
from cases.reports import archive
from cases.reports.periods import Period

from .conftest import application, client_of

TABLE = Path(__file__).with_name("access.csv")
ROLES = ("nobody", "clerk", "outsider", "supervisor", "administrator", "auditor")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BODIES = {
    "cases": application(),
    "case": {"external_ref": "X-1"},
    "case-events": {"events": [{"kind": "answered", "on": "2024-03-15"}]},
    "event-correction": {"event": {"kind": "filed", "on": "2024-03-06"}, "reason": "录入错误"},
    "event-retraction": {"reason": "录入错误"},
    "litigation": {"court": "望都县人民法院", "received_on": "2024-03-01"},
    "litigation-one": {"result": "驳回"},
    "assessments": {"events": []},
    "published-reports": {"start": "2024-01-01", "end": "2024-12-31"},
    "tokens": {"username": "clerk", "password": "correct-horse-9", "name": "测试"},
}
YEAR = "?start=2024-01-01&end=2024-12-31"
QUERIES = {
    "report": YEAR,
    "report-statutory": YEAR,
    "report-section": YEAR,
    "calendar-add": "?from=2024-02-07&workdays=5",
}


def routes() -> Iterator[tuple[str, str]]:
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        yield str(pattern.name), re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", str(pattern.pattern)).strip("^$?/")


def table() -> dict[tuple[str, str], dict[str, int]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["route"], row["method"]): {role: int(row[role]) for role in ROLES} for row in rows}


def test_every_route_and_method_has_its_row() -> None:
    assert set(table()) == {(name, method) for name, _address in routes() for method in METHODS}


@pytest.fixture
def filled(world: Any, opened: dict[str, Any]) -> dict[str, Any]:
    Litigation.objects.create(organ=world.county, court="望都县人民法院", received_on="2024-05-01")
    frozen = archive.publish(Period.year(2024), organ=world.county, by=world.supervisor)
    PublishedReport.objects.filter(pk=frozen.pk).update(id=1)
    return opened


def address_of(name: str, pattern: str, case: dict[str, Any], world: Any) -> str:
    parts = {"case": case["id"], "seq": 2, "name": "annual", "list": "state"}
    pks = {
        "case-party": case["parties"][0]["id"],
        "agency": world.agency.pk,
        "token": "0" * 15,
        "litigation-one": Litigation.objects.get().pk,
    }
    return f"/api/v1/{pattern.format(**parts, pk=pks.get(name, 1))}/{QUERIES.get(name, '')}"


def answers(client: APIClient, method: str, address: str, name: str) -> int:
    body = BODIES.get(name, {}) if method != "GET" else None
    headers = {"If-Match": '"1"'}
    if name == "docs":
        headers["Accept"] = "text/html"
    return int(
        client.generic(method, address, data=_json(body), content_type="application/json", headers=headers).status_code
    )


def _json(body: Any) -> str:
    import json

    return json.dumps(body) if body is not None else ""


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", METHODS)
def test_who_may_what(world: Any, filled: dict[str, Any], method: str, role: str) -> None:
    from django.db import transaction

    wanted, found = {}, {}
    client = APIClient() if role == "nobody" else client_of(getattr(world, role))
    for name, pattern in routes():
        with transaction.atomic():
            found[name] = answers(client, method, address_of(name, pattern, filled, world), name)
            transaction.set_rollback(True)
        wanted[name] = table()[name, method][role]
    assert found == wanted
