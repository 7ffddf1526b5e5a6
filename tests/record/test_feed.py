from __future__ import annotations

from typing import Any

import pytest

from cases import feed
from cases.models import Case, Event, FeedEntry

from .builders import add, fact, opened

pytestmark = pytest.mark.django_db


def numbered() -> list[tuple[int, int]]:
    return list(FeedEntry.objects.filter(number__isnull=False).order_by("number").values_list("number", "event_id"))


def test_events_are_numbered_without_gaps_in_the_order_of_their_ids(case: Case, organ: Any) -> None:
    opened(organ)
    assert feed.number_pending() == 3
    assert numbered() == list(enumerate(Event.objects.order_by("pk").values_list("pk", flat=True), start=1))
    assert feed.number_pending() == 0


def test_later_events_come_after_all_before_whatever_their_ids(case: Case) -> None:
    first, second = FeedEntry.objects.order_by("event_id")
    FeedEntry.objects.filter(pk=first.pk).delete()
    feed.number_pending()
    FeedEntry.objects.create(event_id=first.pk)  # committed late, though its id is smaller
    add(case, fact("copy_sent", "11-06"))
    feed.number_pending()
    assert [event for _, event in numbered()][:2] == [second.pk, first.pk]
    assert [number for number, _ in numbered()] == [1, 2, 3]


def test_many_are_numbered_in_batches(case: Case, organ: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(feed, "BATCH", 2)
    for _ in range(3):
        opened(organ)
    assert feed.number_pending() == 5
    assert [number for number, _ in numbered()] == [1, 2, 3, 4, 5]
