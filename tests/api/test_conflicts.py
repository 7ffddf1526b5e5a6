from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from cases.api import conditions
from cases.models import Case, Event

from .conftest import application, client_of, make_world

ANSWERED = {"kind": "answered", "on": "2024-03-15"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tag", "status"),
    [
        (None, 428),
        ("*", 428),
        ("", 428),
        ('"2"', 412),
        ('W/"1"', 412),
        ("1", 412),
        ('"x\u00e9"', 412),
        ('"7", "1"', 201),
        ('"1"', 201),
    ],
)
def test_a_write_names_the_version_it_has_read(
    clerk: APIClient, opened: dict[str, Any], tag: str | None, status: int
) -> None:
    headers = {} if tag is None else {"If-Match": tag}
    answer = clerk.post(f"/api/v1/cases/{opened['id']}/events/", {"events": [ANSWERED]}, headers=headers)
    assert answer.status_code == status, answer.content.decode()
    assert Event.objects.count() == (3 if status == 201 else 2)


@pytest.mark.django_db
def test_a_race_lost_after_a_matching_version_is_a_conflict(
    append: Callable[..., Any], opened: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = conditions.seen_version

    def then_somebody_is_faster(request: Any, case: Case) -> int:
        version = checked(request, case)
        Case.objects.filter(pk=case.pk).update(version=version + 1)
        return version

    monkeypatch.setattr(conditions, "seen_version", then_somebody_is_faster)
    answer = append(opened, ANSWERED)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert answer.json()["detail"] == "案件已被他人更新，请刷新后重试"


def test_of_many_who_conclude_at_once_one_wins(shared: None) -> None:
    clerk = client_of(make_world().clerk)
    events = [{"kind": "received", "on": "2024-03-01"}, {"kind": "filed", "on": "2024-03-05"}]
    case = clerk.post("/api/v1/cases/", application(events=events)).json()
    concluded = {"events": [{"kind": "concluded", "on": "2024-04-10", "outcome": "upheld"}]}
    address, tag = f"/api/v1/cases/{case['id']}/events/", {"If-Match": '"1"'}

    found = at_once(4, lambda: clerk.post(address, concluded, headers=tag).status_code)
    assert found.count(201) == 1
    assert set(found) <= {201, 409, 412}
    assert Event.objects.filter(kind="concluded").count() == 1


def at_once(count: int, call: Callable[[], Any]) -> list[Any]:
    barrier, found = threading.Barrier(count), []

    def run() -> None:
        try:
            barrier.wait()
            found.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
