"""The example of the documentation, run against a running server."""

from __future__ import annotations

import importlib.util
import sys
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from cases.models import Case, Event, Token

from .conftest import DOCS, application, make_world


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wangdu_client", DOCS / "wangdu_client.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["wangdu_client"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def client(live_server: Any, example: ModuleType) -> Any:
    _row, text = Token.objects.create(make_world().clerk, timedelta(days=1), name="示例", scope="read write")
    return example.Client(live_server.url, text)


def test_the_example_follows_a_case_from_receipt_to_service(client: Any, example: ModuleType) -> None:
    case = client.open_case(application())
    assert client.case(case.number).id == case.id
    case = client.record(case, {"kind": "copy_sent", "on": "2024-03-12"}, {"kind": "answered", "on": "2024-03-20"})
    case = client.record(case, {"kind": "concluded", "on": "2024-04-10", "outcome": "revoked"})
    case = client.record(case, {"kind": "served", "on": "2024-04-12"})
    assert (case.data["state"], case.data["outcome"], case.version) == ("concluded", "revoked", 4)
    assert any(row["kind"] == "court_action" for row in client.deadlines(case))
    assert [row["number"] for row in client.cases(state="concluded")] == [case.number]
    changes = list(client.follow())
    assert [change["kind"] for change in changes] == ["received", "copy_sent", "answered", "concluded", "served"]
    assert list(client.follow(after=changes[-1]["cursor"])) == []


def test_the_example_tells_a_stale_version(client: Any, example: ModuleType) -> None:
    case = client.open_case(application())
    client.record(case, {"kind": "answered", "on": "2024-03-20"})
    with pytest.raises(example.Problem) as refused:
        client.record(case, {"kind": "concluded", "on": "2024-04-10", "outcome": "revoked"})
    assert (refused.value.status, refused.value.code) == (412, "stale_version")
    assert Event.objects.count() == 2


def test_the_example_walks_through_all_pages(client: Any) -> None:
    for _ in range(5):
        client.open_case(application())
    assert len({row["id"] for row in client.cases(page_size="2")}) == Case.objects.count() == 5
