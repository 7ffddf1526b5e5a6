"""The year 2023, from the register through the import: the published figures, and the county's sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from docx import Document

from cases import crypto, loading
from cases.imports.files import read_table
from cases.imports.register import import_register
from cases.models import Organ
from cases.reports.annual import annual
from cases.reports.breakdowns import cross
from cases.reports.lists import cases_of
from cases.reports.outputs.letter import as_docx
from cases.reports.outputs.plain import as_text
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.sentence import sentence
from cases.reports.yearly import as_text as section_text
from cases.reports.yearly import numbers_before, section

REGISTER = Path(settings.BASE_DIR) / "fixtures" / "wangdu-2023" / "register.csv"
YEAR = Period.year(2023)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scope(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Imported once for all tests here; they only read."""
    from django.test import TestCase, override_settings

    with django_db_blocker.unblock(), override_settings(KEYS_DIR=tmp_path_factory.mktemp("keys")):
        crypto.create_keys()
        atomics = TestCase._enter_atomics()
        organ = Organ.objects.create(code="130631", name="望都县人民政府")
        loading.load_calendar()
        loading.load_codes()
        loading.load_agencies(organ)
        import_register(read_table(REGISTER), organ=organ, by=None)
        loading.load_litigation(organ)
        loading.load_published(organ)
        yield Scope(organ=organ)
        TestCase._rollback_atomics(atomics)


def test_sentence_of_the_county(scope: Scope) -> None:
    assert sentence(annual(YEAR, scope=scope)) == (
        "全年受理行政复议申请40件,立案31件,办结24件,纠错率12.5%。组织参加行政诉讼16件。"
    )


def test_counts_balance(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    assert report.counts == {
        "carried_in": 0,
        "accepted": 40,
        "filed": 31,
        "not_filed": 9,
        "concluded": 24,
        "corrected": 3,
        "pending": 7,
    }
    assert report.balanced
    assert report.longest_pending == 58


def test_rates_with_their_bases(scope: Scope) -> None:
    assert [str(ratio) for ratio in annual(YEAR, scope=scope).rates] == [
        "3/24 = 12.5%",
        "3/18 = 16.7%",
        "7/24 = 29.2%",
        "3/31 = 9.7%",
    ]


def test_no_difference_to_the_published_figures(scope: Scope) -> None:
    found = annual(YEAR, scope=scope).published
    assert {row.verdict for row in found} == {"无差异"}
    assert {row.indicator for row in found} == {"accepted", "filed", "concluded", "correction_rate", "litigation"}
    (rate,) = [row for row in found if row.is_rate]
    assert rate.bases == "3/24（办结，四舍五入）"


def test_outcomes_in_the_order_of_the_law(scope: Scope) -> None:
    rows = annual(YEAR, scope=scope).breakdowns["outcome"].rows
    assert [(row.label, row.counts["concluded"]) for row in rows] == [
        ("撤销", 2),
        ("确认违法", 1),
        ("维持", 11),
        ("驳回请求", 2),
        ("驳回申请", 2),
        ("终止：申请人自愿撤回", 2),
        ("终止：达成和解后撤回", 2),
        ("终止：被申请人改变行政行为后撤回", 1),
        ("调解", 1),
    ]


def test_next_year_begins_with_what_was_left(scope: Scope) -> None:
    counts = annual(Period.year(2024), scope=scope).counts
    assert (counts["carried_in"], counts["accepted"], counts["concluded"], counts["corrected"]) == (7, 0, 7, 2)


def test_lists_add_up(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    for name, n in report.numbers.items():
        assert cases_of(name, YEAR, scope=scope).count() == n, name
    for name, breakdown in report.breakdowns.items():
        for row in breakdown.rows:
            for indicator, n in row.counts.items():
                assert cases_of(indicator, YEAR, scope=scope, by={name: row.key}).count() == n, (name, row)


def test_every_finding_has_a_short_name(scope: Scope) -> None:
    rows = annual(YEAR, scope=scope).breakdowns["finding"].rows
    assert rows
    assert all(row.label != row.key for row in rows)


def test_text_is_complete(scope: Scope) -> None:
    text = as_text(annual(YEAR, scope=scope))
    assert "上期结转0 + 收件40 = 未立案终结9 + 办结24 + 期末未结7（平衡）" in text
    for line in ("望都县公安局", "举报投诉处理", "公安", "12月", "县级政府的部门"):
        assert line in text


def test_section_of_the_annual_report(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    paragraphs = section(report, numbers_before(YEAR, scope=scope))
    text = section_text(paragraphs)
    assert text.startswith(
        "一、案件办理情况\n2023年，新收行政复议申请40件，上期结转0件。审查后立案31件，未立案终结9件（其中不予受理3件，"
    )
    assert "纠错率12.5%（3/24，分母为办结）" in text
    assert "行政处罚13件，占32.5%" in text
    assert "组织参加行政诉讼16件，其中一审14件" in text
    for paragraph in paragraphs:
        for part in paragraph.parts:
            if part.indicator:
                assert cases_of(part.indicator, YEAR, scope=scope, by=part.by).count() == int(part.text), part


def test_section_compares_with_the_year_before(scope: Scope) -> None:
    report = annual(Period.year(2024), scope=scope)
    text = section_text(section(report, numbers_before(Period.year(2024), scope=scope)))
    assert "新收行政复议申请0件（同比下降100.0%），上期结转7件" in text
    assert "办结7件（同比下降70.8%）" in text


def test_section_as_a_document(scope: Scope) -> None:
    report = annual(YEAR, scope=scope)
    content = as_docx(report, section(report))
    text = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
    assert text[0] == "望都县人民政府2023年行政复议和行政应诉情况"
    assert text[1] == sentence(report)
    assert text[2] == "一、案件办理情况"


@pytest.mark.parametrize(("rows", "columns"), [("matter", "outcome"), ("respondent", "field"), ("handler", "channel")])
def test_two_dimensions_cross_and_add_up(scope: Scope, rows: str, columns: str) -> None:
    found = cross(scope.versions(), YEAR, "concluded", rows=rows, columns=columns)
    assert sum(found.values()) == 24
    for (left, top), n in found.items():
        assert cases_of("concluded", YEAR, scope=scope, by={rows: left.key, columns: top.key}).count() == n
