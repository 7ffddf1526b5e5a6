"""Following the change feed while others write: nothing lost, nothing twice."""

from __future__ import annotations

import threading
from typing import Any

from django.db import connection
from rest_framework.test import APIClient

from cases.models import Event

from .conftest import application, client_of, make_world

WRITERS, EACH = 3, 8


def test_a_reader_that_keeps_its_cursor_loses_nothing(shared: None) -> None:
    world = make_world()
    clients = [client_of(world.clerk) for _ in range(WRITERS)]
    reader, seen, done = client_of(world.supervisor), [], threading.Event()
    follower = threading.Thread(target=follow, args=(reader, seen, done))
    writers = [threading.Thread(target=write, args=(client,)) for client in clients]
    for thread in (follower, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    follower.join()
    stored = set(Event.objects.values_list("id", flat=True))
    assert len(seen) == len(stored) == WRITERS * EACH * 2
    assert set(seen) == stored


def write(client: APIClient) -> None:
    events = [{"kind": "received", "on": "2024-03-01"}, {"kind": "filed", "on": "2024-03-05"}]
    try:
        for _ in range(EACH):
            answer = client.post("/api/v1/cases/", application(events=events))
            assert answer.status_code == 201, answer.content
    finally:
        connection.close()


def follow(client: APIClient, seen: list[Any], done: threading.Event) -> None:
    cursor = 0
    try:
        while True:
            last = done.is_set()
            page = client.get("/api/v1/events/", {"after": cursor, "limit": 7}).json()
            seen += [change["id"] for change in page["results"]]
            if last and page["cursor"] == cursor:
                return
            cursor = page["cursor"]
    finally:
        connection.close()
