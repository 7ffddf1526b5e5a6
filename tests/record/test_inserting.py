"""Rows of several tables at once: all of them, in their order, or none."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases import inserting
from cases.models import Agency, Code, Organ

pytestmark = pytest.mark.django_db


def made() -> tuple[list[Organ], list[Agency], list[Code]]:
    organ = Organ(pk=9001, code="130699", name="示例县人民政府")
    agency = Agency(code="sample", name="示例县某局", type="county_department", organ=organ)
    return [organ], [agency], []


def test_what_refers_to_a_row_follows_it() -> None:
    groups = made()
    inserting.insert(*groups)
    assert Agency.objects.get(code="sample").organ == Organ.objects.get(pk=9001)
    assert groups[0][0]._state.adding is False


def test_nothing_is_stored_where_one_row_cannot_be() -> None:
    again = Agency(code="sample", name="同一代码", type="county_department")
    with pytest.raises(IntegrityError), transaction.atomic():
        inserting.insert(*made(), [again])
    assert not Organ.objects.filter(pk=9001).exists()


def test_postgresql_is_told_once() -> None:
    with CaptureQueriesContext(connection) as sent, transaction.atomic():
        inserting.insert(*made())
    inserts: Any = [query for query in sent if query["sql"].startswith("INSERT")]
    assert len(inserts) == (1 if connection.vendor == "postgresql" else 2)


def test_more_rows_than_a_message_holds_are_stored_alike() -> None:
    organ, count = Organ(pk=9001, code="130699", name="示例县人民政府"), inserting.MOST_IN_A_MESSAGE
    agencies = [
        Agency(code=f"sample-{place}", name="示例县某局", type="county_department", organ=organ)
        for place in range(count)
    ]
    inserting.insert([organ], agencies)
    assert Agency.objects.filter(organ=9001).count() == count


def test_no_rows_are_no_message(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        inserting.insert([], [])
