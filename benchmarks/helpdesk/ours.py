"""This program: answers what compare.py asks, over the interface and, named so, on the screens."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]
os.environ.update(DJANGO_SETTINGS_MODULE="wangdu.settings", LOG_LEVEL="ERROR", API_PER_MINUTE="1000000")

import django

django.setup()

from asked import answer, expect
from django.test import Client
from django.test.utils import override_settings

from cases import clock
from cases.keyset import Position
from cases.models import Agency, Case, Organ, Token, User
from cases.rules.terms import Stage

DUE, RECEIPT = "due", "accepted"
"""The order lists have of themselves, and the one that is nearest to the tickets' own."""


def works() -> dict[str, Callable[[], Any]]:
    organ = Organ.objects.get(pk=Case.objects.values_list("organ", flat=True)[0])
    clerk = User.objects.filter(organ=organ, username__startswith="clerk").first()
    _, token = Token.objects.create(user=clerk, name="compare", scope="read write")
    api = Client(headers={"authorization": f"Token {token}"})
    desk = Client()
    desk.force_login(clerk, backend="cases.backends.RoleBackend")
    case = Case.objects.filter(organ=organ, events_count__gte=7).order_by("-pk").first()
    chosen = {"stage": Stage.UNDER_REVIEW.value, "matter": "penalty"}

    def listed(ordering: str = DUE, **query: Any) -> Any:
        return expect(api.get("/api/v1/cases", {"page_size": 25, "ordering": ordering, **query}), 200)

    def screen(path: str, **query: Any) -> Any:
        return expect(desk.get(path, query), 200)

    end = str(place_before_end(organ))
    return {
        "list of 25": listed,
        "list of 25, by receipt": lambda: listed(RECEIPT),
        "filtered list": lambda: listed(**chosen),
        "filtered list, by receipt": lambda: listed(RECEIPT, **chosen),
        "last page": lambda: listed(cursor=end),
        "detail": lambda: expect(api.get(f"/api/v1/cases/{case.pk}"), 200),
        "create": lambda: expect(create(api, Prefer="return=minimal"), 201),
        "create, whole case": lambda: expect(create(api), 201),
        "list of 25, screen": lambda: screen("/cases/"),
        "filtered list, screen": lambda: screen("/cases/", **chosen),
        "detail, screen": lambda: screen(f"/cases/{case.pk}/"),
    }


def place_before_end(organ: Organ) -> Position:
    """Where the last 25 of the list begin."""
    row = Case.objects.filter(organ=organ).order_by("-due_key", "-pk")[25]
    return Position(DUE, row.due_key, row.pk)


def create(api: Client, **headers: str) -> Any:
    """The peer too answers with an address alone, unless the whole case is wanted."""
    day = clock.today().isoformat()
    person = {
        "role": "applicant",
        "type": "person",
        "name": "测速甲（示例）",
        "phone": "13800000000",
        "address": "示例",
    }
    body = {
        "parties": [person],
        "respondents": [RESPONDENT.code],
        "act": {"kind": "decision", "title": "示例处罚决定", "known_on": day},
        "request": "撤销该处罚决定（示例）",
        "events": [{"kind": "received", "on": day, "channel": "in_person"}],
    }
    return api.post("/api/v1/cases", json.dumps(body), content_type="application/json", headers=headers)


RESPONDENT = Agency.objects.filter(organ__isnull=False).order_by("pk")[0]

if __name__ == "__main__":
    with override_settings(ALLOWED_HOSTS=["*"]):
        answer(works())
