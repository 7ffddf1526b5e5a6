"""国法复统字1号: what goes into which cell, and that the totals balance."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from cases import loading
from cases.models import Code, Organ
from cases.reports.outputs.form import as_csv, as_text
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.statutory import Form, statutory

from .conftest import MakeCase

YEAR = Period.year(2023)


@pytest.fixture(autouse=True)
def codes(organ: Organ) -> None:
    loading.load_codes()


def code(list_: str, label: str) -> Code:
    return Code.objects.get(list=list_, label=label)


@pytest.fixture
def form(make: MakeCase, scope: Scope) -> Form:
    penalty = {"matter": code("matter", "行政处罚"), "field": code("field", "市场监管"), "respondent_type": "township"}
    done = {"filed_on": "2023-03-03", "concluded_on": "2023-04-10"}
    make("2022-12-01", filed_on="2022-12-05", **penalty)
    make("2023-03-01", **done, outcome="revoked", applicants_count=12, compensation="1000.50", **penalty)
    make("2023-03-01", **done, outcome="terminated", withdrawal="settled", matter=code("matter", "行政协议"))
    make("2023-03-01", **done, outcome="terminated", withdrawal="voluntary")
    make("2023-03-01", **done, outcome="terminated", ground="2")
    make("2023-03-01", closed_on="2023-03-03", disposition="refused")
    return statutory(YEAR, scope=scope)


def test_totals_of_the_form(form: Form) -> None:
    totals = {key: value for key, value in form.totals.items() if value}
    assert totals == {
        "carried_in": 1,
        "accepted": 5,
        "filed": 4,
        "applicants": 15,
        "respondent_township": 1,
        "respondent_other": 3,
        "organ_county": 4,
        "matter_penalty": 1,
        "matter_other": 3,
        "concluded": 4,
        "revoked": 1,
        "withdrawn": 1,
        "settled": 1,
        "ended": 1,
        "pending": 1,
        "compensations": 1,
        "compensation": pytest.approx(1000.5),
    }


def test_rows_are_those_of_the_code_table(form: Form) -> None:
    assert list(form.rows)[:2] == ["公安", "国家安全"]
    assert list(form.rows)[-1] == "其他"
    assert form.rows["工商"]["revoked"] == 1
    assert form.rows["其他"]["settled"] == 1


def test_form_balances(form: Form) -> None:
    assert form.problems == []


def test_what_does_not_balance_is_said(form: Form) -> None:
    form.rows["工商"]["upheld"] += 1  # type: ignore[index]
    form.rows["工商"]["pending"] += 1  # type: ignore[index]
    assert form.problems == [
        "“工商”一行：已审结各栏合计2，总计1，不相等",
        "上期结转1 + 本期新收5 - 未受理1，与已审结4 + 未审结2不相等",
    ]


def test_edited_code_table_changes_the_form(make: MakeCase, scope: Scope) -> None:
    Code.objects.create(list="statutory_matter", code="agreement", label="行政协议", order=105)
    Code.objects.filter(list="matter", label="行政协议").update(statutory="行政协议")
    make("2023-03-01", filed_on="2023-03-03", matter=code("matter", "行政协议"))
    found = statutory(YEAR, scope=scope)
    assert found.totals["matter_agreement"] == 1
    assert found.totals["matter_other"] == 0


def test_form_in_all_formats(form: Form, tmp_path: Path) -> None:
    assert "各栏平衡" in as_text(form)
    assert as_csv(form).startswith(b"\xef\xbb\xbf")
    out = StringIO()
    options: dict[str, Any] = {"start": "2023-01-01", "end": "2023-12-31"}
    call_command("report", "statutory", format="json", stdout=out, **options)
    data = json.loads(out.getvalue())
    assert data["balanced"] is True
    assert data["rows"][0]["label"] == "合计"
    path = tmp_path / "form.xlsx"
    call_command("report", "statutory", format="xlsx", output=path, **options)
    rows = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "行政复议案件统计报表"
    assert rows[5][:3] == ["合计", 1.0, 5.0]
