"""A report is of one moment, and leaves nothing open."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from cases.models import Agency, Organ
from cases.reports.annual import annual
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.snapshot import snapshot


@pytest.mark.django_db(transaction=True)
def test_report_leaves_no_transaction_open() -> None:
    annual(Period.year(2023), scope=Scope())
    assert not connection.in_atomic_block
    Organ.objects.create(code="130631", name="望都县人民政府")
    assert Organ.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_failure_leaves_no_transaction_open() -> None:
    with pytest.raises(ZeroDivisionError), snapshot():
        Agency.objects.count()
        raise ZeroDivisionError
    Organ.objects.create(code="130631", name="望都县人民政府")
    assert Organ.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_meanwhile_is_not_seen() -> None:
    with snapshot():
        before = Organ.objects.count()
        writer = Thread(target=write)
        writer.start()
        writer.join()
        assert Organ.objects.count() == before
    assert Organ.objects.count() == before + 1


def write() -> None:
    Organ.objects.create(code="130631", name="望都县人民政府")
    connection.close()
