"""Clients that write through the public interface and remember what they were answered."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

SHANGHAI = timedelta(hours=8)
LOST = (OSError, http.client.HTTPException)


@dataclass(slots=True)
class Answer:
    """Status 0: nobody knows what became of the request."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    retry_after: str | None = None
    replayed: bool = False


@dataclass
class Journal:
    """What all clients sent and what they were answered. Appending to a list is atomic enough for threads."""

    sent: list[str] = field(default_factory=list)
    acked: list[dict[str, Any]] = field(default_factory=list)
    acked_at: list[tuple[float, str]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    without_retry_after: int = 0
    answered_at: list[tuple[float, int]] = field(default_factory=list)
    unexpected: list[Any] = field(default_factory=list)
    cut: int = 0
    replayed: list[str] = field(default_factory=list)
    events: int = 0

    def acknowledge(self, entry: dict[str, Any]) -> None:
        self.acked.append(entry)
        self.events += len(entry["hashes"]) if entry["op"] == "events" else int(entry["key"].rpartition("-e")[2])
        self.acked_at.append((time.monotonic(), entry["op"]))

    def note(self, answer: Answer) -> None:
        self.statuses[answer.status] += 1
        self.answered_at.append((time.monotonic(), answer.status))
        if answer.status == 503 and not answer.retry_after:
            self.without_retry_after += 1
        if answer.status not in (0, 200, 201, 409, 412, 503):
            self.unexpected.append((answer.status, answer.body))

    def as_given(self) -> dict[str, Any]:
        return {"sent": self.sent, "acked": self.acked}


class Client(threading.Thread):
    """Writes until told to stop, or as many cases as told. One connection, like a browser's."""

    def __init__(
        self,
        port: int,
        token: str,
        journal: Journal,
        *,
        stop: threading.Event,
        cases: int | None = None,
        only_create: bool = False,
        seed: int = 0,
        today: Callable[[], date] | None = None,
        pause: float = 0.0,
        cut: float = 0.0,
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.token, self.journal, self.stop = port, token, journal, stop
        self.left, self.only_create, self.random = cases, only_create, random.Random(seed)
        self.today = today or (lambda: (datetime.now(UTC) + SHANGHAI).date())
        self.pause, self.cut = pause, cut
        self.own: list[dict[str, Any]] = []
        self.connection: http.client.HTTPConnection | None = None
        self.unanswered: tuple[str, dict[str, Any]] | None = None

    def run(self) -> None:
        while not self.stop.is_set() and self.left != 0:
            if self.own and not self.only_create and self.random.random() < 0.6:
                self._append()
            else:
                self._create()
            time.sleep(self.pause)
        self._close()

    # ---------- what it does ----------

    def _create(self) -> None:
        """A request whose answer was lost is sent again with its key: it must not become two cases."""
        key, body = self.unanswered or self._application()
        self.unanswered = None
        answer = self._send("POST", "/api/v1/cases", body, {"Idempotency-Key": key})
        if answer.status == 201:
            self.journal.acknowledge({"op": "create", "key": key, "number": answer.body["number"]})
            self.own.append({"id": answer.body["id"], "version": answer.body["version"], "step": 0})
            self.left = self.left - 1 if self.left is not None else None
            if answer.replayed:
                self.journal.replayed.append(key)
        elif answer.status in (0, 503):
            self.unanswered = (key, body)
            time.sleep(0.05)

    def _application(self) -> tuple[str, dict[str, Any]]:
        people, day = self.random.randint(1, 3), self.today()
        events = [{"kind": "received", "on": day.isoformat(), "channel": "in_person"}]
        if self.random.random() < 0.4:
            events.append({"kind": "filed", "on": day.isoformat()})
        key = f"{uuid4().hex}-p{people}-e{len(events)}"
        self.journal.sent.append(key)
        person = {"role": "applicant", "type": "person", "phone": "13800000000", "address": "示例地址"}
        parties = [{**person, "name": f"示例申请人{place}"} for place in range(people)]
        act = {"kind": "decision", "title": "示例处罚决定", "known_on": day.isoformat()}
        return key, {"parties": parties, "respondents": ["police"], "act": act, "request": key, "events": events}

    def _append(self) -> None:
        case = self.random.choice(self.own[-5:])
        step, day = case["step"], self.today().isoformat()
        both = [{"kind": "suspended", "on": day, "ground": "1"}, {"kind": "resumed", "on": day}]
        opinion = [{"kind": "opinion_heard", "on": day, "note": "示例"}]
        events = both if step % 2 else opinion
        answer = self._send(
            "POST", f"/api/v1/cases/{case['id']}/events", {"events": events}, {"If-Match": f'"{case["version"]}"'}
        )
        if answer.status == 201:
            hashes = [event["hash"] for event in answer.body["events"]]
            self.journal.acknowledge({"op": "events", "case": case["id"], "hashes": hashes})
            case.update(version=answer.body["case"]["version"], step=step + 1)
        else:
            self.own.remove(case)

    # ---------- how ----------

    def _send(self, method: str, path: str, body: dict[str, Any], headers: dict[str, str]) -> Answer:
        answer = self._tried(method, path, json.dumps(body).encode(), headers)
        self.journal.note(answer)
        return answer

    def _tried(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        common = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        try:
            self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            if self.random.random() < self.cut:
                return self._cut(method, path, body, {**common, **headers})
            self.connection.request(method, path, body, {**common, **headers})
            response = self.connection.getresponse()
            text = response.read()
            replayed = "Idempotency-Replayed" in response.headers
            return Answer(response.status, json.loads(text), response.headers.get("Retry-After"), replayed)
        except LOST:
            self._close()
            return Answer(0)
        except ValueError:
            return Answer(response.status, {"text": text[:500].decode(errors="replace")})

    def _cut(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """The line breaks: half the time in the middle of the request, half the time before the answer."""
        assert self.connection is not None
        sent = body[: len(body) // 2] if self.random.random() < 0.5 else body
        self.connection.request(method, path, sent, {**headers, "Content-Length": str(len(body))})
        self.journal.cut += 1
        self._close()
        return Answer(0)

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def writers(
    count: int, port: int, token: str, journal: Journal, *, unanswered: list[Any] | None = None, **options: Any
) -> list[Client]:
    found = [Client(port, token, journal, seed=place + len(journal.sent), **options) for place in range(count)]
    for client, left in zip(found, unanswered or [None] * count, strict=True):
        client.unanswered = left
        client.start()
    return found


def until(reached: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not reached() and time.monotonic() < deadline:
        time.sleep(0.005)


def joined(clients: list[Client], *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    for client in clients:
        client.join(timeout=max(0.1, deadline - time.monotonic()))
        if client.is_alive():
            raise RuntimeError("a client did not come to its end")
