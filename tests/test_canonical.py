from __future__ import annotations

import hashlib

import pytest

from cases import canonical
from cases.models import Agency, Organ

pytestmark = pytest.mark.django_db

ORGAN = {"code": "130631", "name": "望都县𠮷局", "institution": "", "number_pattern": "{year}-{serial}"}


def test_row_reads_the_same_on_every_database() -> None:
    organ = Organ.objects.create(**ORGAN)
    assert [line.decode() for line in canonical.lines(Organ)] == [
        f'{{"code":"130631","id":{organ.pk},"institution":"","name":"望都县𠮷局",'
        '"number_pattern":"{year}-{serial}","parent_id":null}'
    ]


def test_summary_counts_and_hashes_each_table() -> None:
    Organ.objects.create(**ORGAN)
    found = canonical.summary()
    (line,) = canonical.lines(Organ)
    assert found.counts["cases_organ"] == 1
    assert found.hashes["cases_organ"] == hashlib.sha256(line + b"\n").hexdigest()
    assert "cases_user_groups" in found.counts


def test_any_change_changes_the_checksum() -> None:
    organ = Organ.objects.create(**ORGAN)
    before = canonical.summary()
    Organ.objects.filter(pk=organ.pk).update(institution="司法局")
    after = canonical.summary()
    assert after.checksum != before.checksum
    assert after.differences(before) == ["cases_organ"]


def test_reading_again_gives_the_same_checksum() -> None:
    assert canonical.summary().checksum == canonical.summary().checksum


def test_only_old_columns_can_be_compared() -> None:
    organ = Organ.objects.create(**ORGAN)
    only = {"cases_organ": ["id", "code"]}
    before = canonical.summary(only=only)
    Organ.objects.filter(pk=organ.pk).update(name="另一机关")
    assert canonical.summary(only=only) == before
    assert before.counts == {"cases_organ": 1}


def test_every_table_of_ours_is_in_it() -> None:
    names = {model._meta.db_table for model in canonical.tables()}
    assert {"cases_case", "cases_event", "cases_user_groups", "django_session", Agency._meta.db_table} <= names
