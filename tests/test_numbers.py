from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from cases import numbers
from cases.models import NumberSeries, Organ

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_within_a_year(organ: Organ) -> None:
    assert numbers.next_number(organ, 2026) == "望政复〔2026〕1号"
    assert numbers.next_numbers(organ, 2026, count=2) == ["望政复〔2026〕2号", "望政复〔2026〕3号"]
    assert numbers.next_number(organ, 2027) == "望政复〔2027〕1号"


def test_each_organ_counts_for_itself_in_its_own_pattern(organ: Organ, elsewhere: Organ) -> None:
    assert numbers.next_number(organ, 2026) == "望政复〔2026〕1号"
    assert numbers.next_number(elsewhere, 2026) == "示政复〔2026〕001号"


def test_a_rollback_leaves_no_gap(organ: Organ) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        numbers.next_number(organ, 2026)
        raise RuntimeError
    assert numbers.next_number(organ, 2026) == "望政复〔2026〕1号"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given(organ: Organ) -> None:
    with pytest.raises(TransactionManagementError):
        numbers.next_number(organ, 2026)


def test_numbers_given_elsewhere_are_stepped_over(organ: Organ) -> None:
    foreign = ["望政复〔2023〕12号", "望政复〔2023〕3号", "望政复字〔2023〕第99号", "望政复〔2024〕1号", "补登"]
    numbers.keep_clear_of(organ, foreign)
    assert numbers.next_number(organ, 2023) == "望政复〔2023〕13号"
    assert numbers.next_number(organ, 2024) == "望政复〔2024〕2号"
    numbers.keep_clear_of(organ, ["望政复〔2023〕2号"])
    assert NumberSeries.objects.get(year=2023).last == 13


def test_a_padded_pattern_is_read_back(elsewhere: Any) -> None:
    numbers.keep_clear_of(elsewhere, ["示政复〔2026〕007号"])
    assert numbers.next_number(elsewhere, 2026) == "示政复〔2026〕008号"
