from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from cases import record, retries
from cases.models import Case, Event, IdempotencyKey

from .conftest import application, client_of, make_world
from .test_conflicts import ANSWERED, at_once

KEY = {"Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}


@pytest.mark.django_db
def test_a_repeated_call_answers_its_first_result(clerk: APIClient) -> None:
    first = clerk.post("/api/v1/cases/", application(), headers=KEY)
    second = clerk.post("/api/v1/cases/", application(), headers=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert (second["ETag"], second["Location"]) == (first["ETag"], first["Location"])
    assert second["Idempotency-Replayed"] == "true"
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused(clerk: APIClient, supervisor: APIClient) -> None:
    clerk.post("/api/v1/cases/", application(), headers=KEY)
    other = clerk.post("/api/v1/cases/", application(request="另一请求"), headers=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert supervisor.post("/api/v1/cases/", application(), headers=KEY).status_code == 201


@pytest.mark.django_db
def test_a_refused_call_leaves_its_key_free(clerk: APIClient) -> None:
    bad = application(events=[{"kind": "received", "on": "2999-01-01"}])
    assert clerk.post("/api/v1/cases/", bad, headers=KEY).status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert clerk.post("/api/v1/cases/", application(), headers=KEY).status_code == 201


@pytest.mark.django_db
def test_events_are_appended_once_although_the_version_has_moved_on(
    clerk: APIClient, opened: dict[str, Any], append: Callable[..., Any]
) -> None:
    address, headers = f"/api/v1/cases/{opened['id']}/events/", {**KEY, "If-Match": '"1"'}
    first = clerk.post(address, {"events": [ANSWERED]}, headers=headers)
    second = clerk.post(address, {"events": [ANSWERED]}, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert Event.objects.filter(kind="answered").count() == 1


@pytest.mark.django_db
def test_the_nightly_run_forgets_a_key_after_a_day(clerk: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.post("/api/v1/cases/", application(), headers=KEY)
    now = retries.clock.now()
    for hours, left in ((23, 1), (25, 0)):
        monkeypatch.setattr(retries.clock, "now", lambda hours=hours: now + timedelta(hours=hours))
        call_command("refresh_cases", no_anchor=True)
        assert IdempotencyKey.objects.count() == left


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 201])
def test_a_key_that_is_none_is_refused(clerk: APIClient, key: str) -> None:
    answer = clerk.post("/api/v1/cases/", application(), headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    assert not Case.objects.exists()


def test_of_two_simultaneous_calls_one_creates_and_both_answer_the_same(shared: None) -> None:
    clerk = client_of(make_world().clerk)
    found = at_once(2, lambda: clerk.post("/api/v1/cases/", application(), headers=KEY))
    assert [answer.status_code for answer in found] == [201, 201]
    assert found[0].json() == found[1].json()
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crash_leaves_neither_key_nor_case(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = client_of(make_world().clerk)
    clerk.raise_request_exception = False
    opening = record.open_case

    def crash(*args: Any, **kwargs: Any) -> Any:
        opening(*args, **kwargs)
        raise SystemError

    monkeypatch.setattr(record, "open_case", crash)
    assert clerk.post("/api/v1/cases/", application(), headers=KEY).status_code == 500
    assert not Case.objects.exists()
    assert not IdempotencyKey.objects.exists()
    monkeypatch.undo()
    assert clerk.post("/api/v1/cases/", application(), headers=KEY).status_code == 201
