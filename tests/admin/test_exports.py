"""The case list as a file, read back."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from python_calamine import load_workbook

from cases import accounts, roles
from cases.exports import selection
from cases.models import Case, ExportLog, Organ
from cases.rules.facts import Fact
from cases.rules.terms import Kind

DANGEROUS = ["=1+1", "+1", "-1", "@sum", "＝1+1", "＋1", "－1", "＠x"]


def sent(client: Client, format: str = "csv", query: str = "") -> Any:
    return client.post(f"/cases/export/{format}/?{query}")


def lines(response: Any) -> list[list[str]]:
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(response: Any, folder: Path) -> Any:
    path = folder / "cases.xlsx"
    path.write_bytes(response.getvalue())
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    return load_workbook(path).get_sheet_by_index(0).to_python()


def column(rows: list[list[str]], name: str) -> list[str]:
    place = rows[0].index(name)
    return [row[place] for row in rows[1:]]


@pytest.fixture
def audit(organ: Organ) -> Client:
    auditor = accounts.create(organ, role=roles.AUDITOR, username="auditor", name="吴示例", password="Passw0rd!-示例")
    client = Client()
    client.force_login(auditor, backend="cases.backends.RoleBackend")
    return client


@pytest.fixture
def three(open_case: Callable[..., Case]) -> list[Case]:
    return [open_case(Fact(Kind.RECEIVED, date(2026, 11, day)), name=f"申请人{day}号") for day in (18, 2, 12)]


def test_file_holds_what_the_list_shows_in_its_order(at_desk: Client, three: list[Case]) -> None:
    query = "accepted_after=2026-11-10&ordering=-accepted"
    shown = [row.case.number for row in at_desk.get(f"/cases/?{query}").context["rows"]]
    response = sent(at_desk, "csv", query)
    rows = lines(response)
    assert column(rows, "案号") == shown == [three[0].number, three[2].number]
    assert column(rows, "收件日期") == ["2026-11-18", "2026-11-12"]
    assert column(rows, "下一步")[0].startswith("审查申请")
    assert "第三十条" in column(rows, "依据")[0]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


def test_workbook_has_dates_as_dates_and_no_formula(at_desk: Client, three: list[Case], tmp_path: Path) -> None:
    rows = sheet(sent(at_desk, "xlsx"), tmp_path)
    assert len(rows) == 4
    assert column(rows, "收件日期") == [case.accepted_on for case in Case.objects.by_due()]


@pytest.mark.parametrize("name", DANGEROUS)
def test_formulas_are_neutralised(at_desk: Client, open_case: Callable[..., Case], tmp_path: Path, name: str) -> None:
    open_case(name=name)
    assert column(lines(sent(at_desk)), "申请人") == [f"'{name}"]
    assert column(sheet(sent(at_desk, "xlsx"), tmp_path), "申请人") == [f"'{name}"]


def test_numbers_of_persons_are_masked(at_desk: Client, open_case: Callable[..., Case]) -> None:
    open_case(name="某甲 11010519491231002X", id_number="11010519491231002X", phone="13800005678")
    text = sent(at_desk).getvalue().decode()
    assert "某甲 110" in text
    assert "11010519491231002X" not in text
    assert "13800005678" not in text


def test_export_leaves_a_trace_without_personal_numbers(at_desk: Client, clerk: Any, three: list[Case]) -> None:
    sent(at_desk, "xlsx", "q=11010519491231002X&state=accepted&open=true")
    row = ExportLog.objects.get()
    assert (row.user, row.format, row.rows, row.address) == (clerk, "xlsx", 0, "127.0.0.1")
    assert "状态：已收件" in row.filters
    assert "在办：是" in row.filters
    assert "11010519491231002X" not in row.filters


def test_trace_stays(at_desk: Client, three: list[Case]) -> None:
    sent(at_desk)
    with pytest.raises(DatabaseError), transaction.atomic():
        ExportLog.objects.update(rows=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        ExportLog.objects.all().delete()


def test_too_many_are_refused_in_a_sentence(at_desk: Client, three: list[Case], monkeypatch: Any) -> None:
    monkeypatch.setattr(selection, "MOST", 2)
    response = at_desk.post("/cases/export/csv/?open=true", follow=True)
    assert response.redirect_chain == [("/cases/?open=true", 302)]
    assert "符合条件的案件超过 2 件" in response.text
    assert not ExportLog.objects.exists()


def test_bad_filter_leads_back_to_the_list_that_says_so(at_desk: Client) -> None:
    response = at_desk.post("/cases/export/csv/?state=lost", follow=True)
    assert response.status_code == 400
    assert "筛选条件有误" in response.text


def test_cases_of_another_organ_are_not_in_it(elsewhere: Client, case: Case) -> None:
    assert lines(sent(elsewhere))[1:] == []


def test_who_may_not_export_is_refused(client: Client, audit: Client, at_desk: Client, case: Case) -> None:
    assert sent(audit).status_code == 403
    assert sent(client).status_code == 302
    assert at_desk.get("/cases/export/csv/").status_code == 405
    assert sent(at_desk, "pdf").status_code == 404
    assert not ExportLog.objects.exists()


def test_number_of_queries_grows_with_batches_only(
    at_desk: Client, three: list[Case], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        lines(sent(at_desk))


def test_auditor_reads_the_log(audit: Client, at_desk: Client, case: Case) -> None:
    sent(at_desk)
    page = audit.get("/cases/exportlog/")
    assert page.status_code == 200
    assert "陈示例" in page.text
