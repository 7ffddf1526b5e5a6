"""django-helpdesk: fills its tables with as many tickets, then answers what compare.py asks. Runs in its own venv."""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "peer_settings"

import django

django.setup()

from asked import answer, expect
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from helpdesk.models import FollowUp, Queue, Ticket

BATCH, FOLLOW_UPS, OPEN_EVERY = 2_000, 7, 25
"""As many follow-ups as a case has events, and as many tickets open as cases are."""


def fill(count: int) -> None:
    call_command("migrate", verbosity=0)
    if Ticket.objects.count() >= count:
        return
    user = User.objects.create_superuser("staff", "staff@example.invalid", "x")
    queues = [
        Queue.objects.create(title=f"Queue {n}", slug=f"queue{n}", allow_public_submission=True) for n in range(10)
    ]
    tickets = made(count, queues, user)
    while batch := list(islice(tickets, BATCH)):
        stored = Ticket.objects.bulk_create(batch)
        FollowUp.objects.bulk_create(
            FollowUp(ticket=ticket, date=ticket.created, title=f"Step {step}", comment="text", user=user, public=True)
            for ticket in stored
            for step in range(FOLLOW_UPS)
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def made(count: int, queues: list[Any], user: Any) -> Iterator[Any]:
    first = timezone.now() - timedelta(days=3650)
    for number in range(count):
        created = first + timedelta(seconds=number * 3650 * 86400 // count)
        yield Ticket(
            title=f"Ticket number {number}",
            queue=queues[number % len(queues)],
            created=created,
            modified=created,
            due_date=created + timedelta(days=60),
            submitter_email=f"person{number % 5000}@example.invalid",
            assigned_to=user,
            status=1 if number % OPEN_EVERY == 0 else 4,
            priority=1 + number % 5,
            description="What it is about, in a sentence or two. " * 4,
            secret_key=f"{number:036d}",
        )


def works() -> dict[str, Callable[[], Any]]:
    client = Client()
    client.force_login(User.objects.get(username="staff"))
    last = Ticket.objects.order_by("-pk")[0]
    total = Ticket.objects.count()

    def listed(start: int = 0, **filters: Any) -> Any:
        query = {"filtering": filters, "sorting": "created", "sortreverse": False, "search_string": ""}
        encoded = base64.b64encode(json.dumps(query).encode()).decode()
        path = f"/datatables_ticket_list/{encoded}"
        return expect(client.get(path, {"start": start, "length": 25, "draw": 1}), 200)

    form = {"queue": last.queue_id, "title": "A new ticket", "body": "What it is about.", "priority": 3}
    return {
        "list of 25": listed,
        "filtered list": lambda: listed(status__in=[1], queue__id__in=[last.queue_id]),
        "last page": lambda: listed(start=total - 25),
        "detail": lambda: expect(client.get(f"/tickets/{last.pk}/"), 200),
        "create": lambda: expect(client.post("/tickets/submit/", form), 302),
    }


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    answer(works())
