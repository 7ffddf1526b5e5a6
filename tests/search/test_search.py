"""Words of two characters are found, whatever stands around them, and what is found holds them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from cases import search
from cases.models import Case
from tests.record.builders import fact, opened, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(organ: Any) -> list[Any]:
    names = ("欧阳示例", "王公安（示例）", "示例商贸有限公司")
    return [opened(organ, fact("received", "2026-11-02"), parties=[person(name)]) for name in names]


def numbers(text: str) -> list[str]:
    return list(Case.objects.search(text).order_by("id").values_list("number", flat=True))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("欧阳", [0]),
        ("阳示", [0]),
        ("公安", [0, 1, 2]),  # the respondent is a 公安局
        ("王公", [1]),
        ("王", [1]),
        ("商贸有限", [2]),
        ("商贸 公安", [2]),
        ("〔2026〕2号", [1]),
        ("罚决字〔2026〕7", [0, 1, 2]),
        ("阳欧", []),
        ("例欧", []),
        ("", [0, 1, 2]),
        ('"', []),
        ("' OR", []),
        ("%_", []),
    ],
)
def test_words_are_found(cases: list[Any], text: str, places: list[int]) -> None:
    assert numbers(text) == [cases[place].number for place in places]


def test_pair_across_two_lines_is_not_found(cases: list[Any]) -> None:
    case = Case.objects.get(pk=cases[0].pk)
    first, second = case.search_text.split("\n")[:2]
    assert numbers(first[-1] + second[0]) == []


def test_changed_text_is_found_and_the_old_one_is_not(cases: list[Any]) -> None:
    Case.objects.filter(pk=cases[0].pk).update(search_text="诸葛示例")
    assert numbers("欧阳") == []
    assert numbers("诸葛") == [cases[0].number]


def test_index_serves_the_search(cases: list[Any]) -> None:
    plan = Case.objects.search("欧阳").explain()
    assert search.TABLE in plan


def test_missing_index_is_made_and_filled_again(cases: list[Any]) -> None:
    with connection.cursor() as cursor:
        on = f" ON {search.CASES}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {search.TABLE}_insert{on}")
        assert search.missing(connection) == [f"{search.TABLE}_insert"]
        cursor.execute(f"DROP TABLE {search.TABLE}")
    search.install(connection)
    assert search.missing(connection) == []
    assert numbers("欧阳") == [cases[0].number]


def test_search_within_one_organ_passes_over_the_others(cases: list[Any], organ: Any, elsewhere: Any) -> None:
    namesake = opened(elsewhere, fact("received", "2026-11-02"), parties=[person("欧阳示例")])
    found = {
        scope: set(Case.objects.search("欧阳", organ=scope).values_list("pk", flat=True))
        for scope in (organ.pk, elsewhere.pk, None)
    }
    assert found == {organ.pk: {cases[0].pk}, elsewhere.pk: {namesake.pk}, None: {cases[0].pk, namesake.pk}}


def test_text_cannot_pretend_to_be_the_mark_of_an_organ(cases: list[Any], elsewhere: Any) -> None:
    Case.objects.filter(pk=cases[0].pk).update(search_text=f"欧阳 organ {elsewhere.pk}")
    assert not Case.objects.search("欧阳", organ=elsewhere.pk).exists()
