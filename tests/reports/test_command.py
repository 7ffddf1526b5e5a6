"""`manage.py report annual`: the sentence first, or one sentence why not."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from cases import lawsuits
from cases.models import Agency, Litigation, Organ, PublishedFigure

from .conftest import MakeCase, day

YEAR = {"start": "2023-01-01", "end": "2023-12-31"}


def report(**options: Any) -> str:
    out = StringIO()
    call_command("report", "annual", stdout=out, **{**YEAR, **options})
    return out.getvalue()


@pytest.fixture(autouse=True)
def year(make: MakeCase, organ: Organ, police: Agency) -> None:
    police.name = "=HYPERLINK(示例)"
    police.save()
    make("2023-03-01", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="revoked", respondent=police)
    for _ in range(7):
        make("2023-03-01", filed_on="2023-03-03", concluded_on="2023-04-10", outcome="upheld")
    make("2023-02-01", closed_on="2023-02-03", disposition="refused")
    lawsuits.save(Litigation(organ=organ, court="示例", received_on=day("2023-06-01")))
    PublishedFigure.objects.create(
        organ=organ, start=day(YEAR["start"]), end=day(YEAR["end"]), indicator="filed", value="8", source="＝示例"
    )


def test_sentence_comes_first() -> None:
    text = report()
    assert text.splitlines()[0] == ("全年受理行政复议申请9件,立案8件,办结8件,纠错率12.5%。组织参加行政诉讼1件。")
    for part in ("直接纠错率", "1/8", "办结减去终止和调解", "按结案方式", "按月份", "按被申请人", "无差异"):
        assert part in text
    assert "上期结转0 + 收件9 = 未立案终结1 + 办结8 + 期末未结0（平衡）" in text


def test_other_periods_are_named() -> None:
    assert report(end="2023-06-30").startswith("2023年上半年受理行政复议申请9件,")
    assert report(end="2023-06-29").startswith("2023年1月1日至6月29日受理")


def test_json_has_the_agreed_keys() -> None:
    data = json.loads(report(format="json"))
    assert data["counts"] == {
        "carried_in": 0,
        "accepted": 9,
        "filed": 8,
        "not_filed": 1,
        "concluded": 8,
        "corrected": 1,
        "pending": 0,
    }
    assert {"name": "direct", "n": 1, "d": 8, "percent": "12.5"}.items() <= data["rates"][0].items()
    assert [rate["name"] for rate in data["rates"]] == ["direct", "decided", "comprehensive", "filed"]
    assert data["balanced"] is True
    assert {row["key"]: row["concluded"] for row in data["breakdowns"]["outcome"]} == {"revoked": 1, "upheld": 7}


def test_json_of_an_empty_period_divides_nothing() -> None:
    data = json.loads(report(format="json", start="2020-01-01", end="2020-12-31"))
    assert {rate["percent"] for rate in data["rates"]} == {None}


def test_csv_opens_in_excel_and_runs_nothing() -> None:
    text = report(format="csv")
    assert text.startswith("\ufeff")
    cells = [cell for row in csv.reader(StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert "'=HYPERLINK(示例)" in cells
    assert "'＝示例" in cells
    assert not any(cell[:1] in tuple("=+-@\t\r＝＋－＠") for cell in cells if cell)


def test_xlsx_has_numbers_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    report(format="xlsx", output=path)
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    assert book.sheet_names[0] == "汇总"
    rows = book.get_sheet_by_name("按被申请人").to_python()
    assert rows[0][:2] == ["被申请人", "收件"]
    assert ["'=HYPERLINK(示例)", 1.0] in [row[:2] for row in rows]
    assert "<f>" not in _parts(path)


def _parts(path: Path) -> str:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets" in name)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"start": "2023-12-31", "end": "2023-01-01"}, "早于开始日期"),
        ({"start": "2023-02-30"}, "开始日期不是有效的日期"),
        ({"start": "昨天"}, "开始日期须写成"),
        ({"start": ""}, "请用 --start 和 --end"),
        ({"organ": "999999"}, "没有代码为“999999”的复议机关"),
        ({"known_at": "2099-01-01"}, "不能晚于现在"),
        ({"known_at": "9999-12-31"}, "不能晚于现在"),
        ({"known_at": "2024-13-01T00:00"}, "须写成"),
        ({"format": "pdf"}, "没有“pdf”这种格式"),
    ],
)
def test_bad_input_gets_one_sentence_and_no_figures(options: dict[str, str], sentence: str) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match=sentence):
        call_command("report", "annual", stdout=out, **{**YEAR, **options})
    assert out.getvalue() == ""


def test_unknown_report_is_refused() -> None:
    with pytest.raises(CommandError, match="现有：annual、statutory"):
        call_command("report", "weekly", **YEAR)


def test_known_at_before_anything_was_known_counts_nothing() -> None:
    assert report(known_at="1999-12-31").startswith("全年受理行政复议申请0件,")
    assert report(known_at="2000-01-01T08:00").startswith("全年受理行政复议申请9件,")


def test_definitions_need_no_period() -> None:
    out = StringIO()
    call_command("report", "definitions", stdout=out)
    assert "直接纠错率（direct）＝纠错 ÷ 办结，分母：办结。" in out.getvalue()
    assert "方城县2024" in out.getvalue()
    with pytest.raises(CommandError, match="可以用：text、json"):
        call_command("report", "definitions", format="xlsx")


def test_section_as_text_and_document(tmp_path: Path) -> None:
    out = StringIO()
    call_command("report", "section", stdout=out, **YEAR)
    assert out.getvalue().startswith("全年受理行政复议申请9件,")
    assert "一、案件办理情况" in out.getvalue()
    path = tmp_path / "section.docx"
    call_command("report", "section", format="docx", output=path, **YEAR)
    assert path.read_bytes().startswith(b"PK")
