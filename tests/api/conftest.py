"""People with names and roles, two organs, and a client for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

ROLES = ("clerk", "supervisor", "administrator", "auditor")
SCOPES = "read write report"


@pytest.fixture(autouse=True)
def surroundings(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys of its own, and throttles that count from nothing."""
    from django.core.cache import cache

    from cases import crypto

    keys = tmp_path_factory.getbasetemp() / "keys"
    settings.KEYS_DIR = keys
    if not keys.exists():
        crypto.create_keys()
    cache.clear()
    yield


@pytest.fixture
def world(db: None) -> Any:
    return make_world()


def make_world() -> Any:
    from types import SimpleNamespace

    from cases import roles
    from cases.models import Agency, Code, Organ

    roles.install()
    county = Organ.objects.create(code="130631", name="望都县人民政府")
    other = Organ.objects.create(code="130632", name="安新县人民政府", number_pattern="安政复〔{year}〕{serial}号")
    agency = Agency.objects.create(code="police", name="望都县公安局", type="county_department", organ=county)
    Agency.objects.create(code="town", name="望都镇人民政府", type="township", organ=county)
    Code.objects.create(list="matter", code="penalty", label="行政处罚")
    Code.objects.create(list="field", code="public_security", label="公安")
    people = {role: make_user(role, county, role) for role in ROLES}
    return SimpleNamespace(
        county=county, other=other, agency=agency, outsider=make_user("outsider", other, "clerk"), **people
    )


def make_user(name: str, organ: Any, role: str) -> Any:
    from django.contrib.auth.models import Group

    from cases.models import User

    user = User.objects.create_user(name, password="correct-horse-9", name=f"{name}（示例）", organ=organ)
    user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: Any, scope: str = SCOPES) -> APIClient:
    from cases.models import Token

    _row, text = Token.objects.create(user, timedelta(days=1), name="测试", scope=scope)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {text}")
    return client


@pytest.fixture
def clerk(world: Any) -> APIClient:
    return client_of(world.clerk)


@pytest.fixture
def supervisor(world: Any) -> APIClient:
    return client_of(world.supervisor)


@pytest.fixture
def outsider(world: Any) -> APIClient:
    return client_of(world.outsider)


def application(**changes: Any) -> dict[str, Any]:
    whole = {
        "parties": [{"role": "applicant", "type": "person", "name": "张某（示例）", "id_number": "11010519491231002X"}],
        "respondents": ["police"],
        "matter": "penalty",
        "field": "public_security",
        "act": {"made_on": "2024-02-02", "known_on": "2024-02-05", "remedy_stated": True},
        "request": "撤销处罚决定",
        "channel": "online",
        "events": [{"kind": "received", "on": "2024-03-01"}],
    }
    return {**whole, **changes}


@pytest.fixture
def opened(clerk: APIClient) -> dict[str, Any]:
    """A case that has been received on 2024-03-01 and filed."""
    events = [{"kind": "received", "on": "2024-03-01"}, {"kind": "filed", "on": "2024-03-05"}]
    answer = clerk.post("/api/v1/cases/", application(events=events))
    assert answer.status_code == 201, answer.content
    return answer.json()


@pytest.fixture
def append(clerk: APIClient) -> Callable[..., Any]:
    def call(
        case: dict[str, Any], *events: dict[str, Any], version: int | None = None, client: Any = None, **more: Any
    ) -> Any:
        address = f"/api/v1/cases/{case['id']}/events/"
        tag = f'"{case["version"] if version is None else version}"'
        return (client or clerk).post(address, {"events": list(events), **more}, headers={"If-Match": tag})

    return call


DOCS = Path(__file__).resolve().parents[2] / "docs" / "api"


@pytest.fixture
def shared(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database in which several threads can write at once: SQLite's tables in memory cannot wait for each other."""
    import sqlite3

    from django.db import connection

    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(tmp_path / "db.sqlite3") as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "db.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name
