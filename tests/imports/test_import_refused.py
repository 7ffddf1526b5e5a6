"""Files that cannot be imported: each with its sentence, and nothing written."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cases.imports import files, register
from cases.imports.files import read_bytes, read_table
from cases.imports.problems import SHOWN, ImportRefused
from cases.models import Agency, Case, Event, User

from .conftest import GOOD, as_csv, as_xlsx

TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


def row(**cells: str) -> list[dict[str, str]]:
    return [{**GOOD, **cells}]


BAD_ROWS = {
    "no number": (row(案号=" "), "第2行“案号”：没有填写"),
    "long number": (row(案号="望" * 65), f"第2行“案号”：“{'望' * 20}…”有65字，最多64字"),
    "no day of receipt": (row(收件日期=""), "第2行“收件日期”：没有填写"),
    "no such day": (row(收件日期="2024-02-30"), "第2行“收件日期”：“2024-02-30”没有这一天，请核对"),
    "no day": (row(立案日期="三月五日"), "第2行“立案日期”：“三月五日”不是日期，请按 2024-03-08 的样子填写"),
    "mixed marks": (row(立案日期="2024-03/05"), "第2行“立案日期”：“2024-03/05”不是日期，请按 2024-03-08 的样子填写"),
    "year of three digits": (row(收件日期="0224-03-01"), "第2行“收件日期”：“0224-03-01”的年份不对，请核对"),
    "before the law": (row(收件日期="1998-03-02", 立案日期=""), "收件日期早于行政复议法施行之日（1999-10-01）"),
    "future": (row(立案日期=TOMORROW), f"第2行“立案日期”：{TOMORROW}晚于今天"),
    "two days": (row(立案日期="2024-03-05、2024-03-06"), "第2行“立案日期”：只能填写一个日期"),
    "filed before receipt": (
        row(立案日期="2024-02-28"),
        "第2行“立案日期”：立案的日期（2024-02-28）早于收件（2024-03-01），请核对日期（第二十二条）",
    ),
    "resume without suspension": (row(恢复日期="2024-04-01"), "第2行“恢复日期”：有恢复日期而没有对应的中止日期"),
    "resume before suspension": (
        row(中止日期="2024-04-10", 中止事由="8", 恢复日期="2024-04-01"),
        "第2行“恢复日期”：本案没有中止，不能恢复审理（第三十九条）",
    ),
    "suspension without ground": (
        row(中止日期="2024-04-10"),
        "第2行“中止事由”：有1个中止日期、0个中止事由，须一一对应",
    ),
    "unknown ground": (
        row(中止日期="2024-04-10", 中止事由="出差"),
        "第2行“中止事由”：“出差”对不上任何一项，请填写序号：1 ",
    ),
    "ground of another edition": (row(中止日期="2024-04-10", 中止事由="11"), "第2行“中止事由”：“11”对不上任何一项"),
    "extension in summary procedure": (
        row(审理程序="简易程序", 延期日期="2024-03-20", 延期天数="30"),
        "第2行“延期日期”：简易程序不能延长审理期限",
    ),
    "extension without days": (row(延期日期="2024-04-20"), "第2行“延期天数”：有1个延期日期、0个延期天数，须一一对应"),
    "summary under 2017": (
        row(收件日期="2023-03-01", 立案日期="2023-03-03", 审理程序="简易程序"),
        "第2行“立案日期”：2017年修正的法律没有简易程序",
    ),
    "supplement not asked for": (row(补正日期="2024-03-04"), "第2行“补正日期”：有补正日期而没有对应的通知补正日期"),
    "conclusion without outcome": (row(办结日期="2024-04-01"), "第2行“结案方式”：填写了办结日期，须填写结案方式"),
    "outcome without day": (row(结案方式="维持"), "第2行“办结日期”：填写了结案方式，须填写办结日期"),
    "unknown outcome": (
        row(办结日期="2024-04-01", 结案方式="支持"),
        "第2行“结案方式”：没有“支持”，可以填写：变更、撤销、部分撤销、确认违法、确认无效、责令履行、维持、驳回请求、驳回申请、终止、调解",
    ),
    "refused and filed": (
        row(未立案方式="不予受理", 未立案日期="2024-03-04"),
        "第2行“立案日期”：本案已于2024-03-04终结，不能再记录立案",
    ),
    "refused without day": (
        row(立案日期="", 未立案方式="不予受理"),
        "第2行“未立案日期”：填写了未立案方式，须填写未立案日期",
    ),
    "check digit": (
        row(申请人="张三（示例）", 申请人证件号="999999198001010012"),
        "第2行“申请人证件号”：张三（示例）：身份证号的校验码不对，请核对每一位数字",
    ),
    "credit code": (
        row(申请人="某公司（示例）", 申请人类型="法人", 申请人证件号="91130631MA0000000X"),
        "第2行“申请人证件号”：某公司（示例）：统一社会信用代码不对",
    ),
    "fewer people than names": (row(申请人="甲、乙", 申请人人数="1"), "第2行“申请人人数”：为1人，少于所列的2名申请人"),
    "number of people": (row(申请人="甲", 申请人人数="十"), "第2行“申请人人数”：“十”须为1以上的整数"),
    "empty name": (row(申请人="甲、、乙"), "第2行“申请人”：每个名称须有1至100字"),
    "unknown matter": (row(申请复议事项="吵架"), "第2行“申请复议事项”：没有“吵架”，可以填写：行政处罚、"),
    "unknown channel": (row(收件方式="传真"), "第2行“收件方式”：没有“传真”，可以填写：当面、邮寄、网上、口头、转送"),
    "three handlers": (row(承办人="甲、乙、丙"), "第2行“承办人”：最多填写两人"),
    "same handler twice": (row(承办人="甲、甲"), "第2行“承办人”：最多填写两人（主办、协办），不能重复"),
    "NUL": (row(备注="甲\x00乙"), "第2行“备注”：含有不可用的字符（U+0000），请删除后重新填写"),
    "hidden direction": (row(申请人="张三\u202e"), "第2行“申请人”：含有不可用的字符（U+202E），请删除后重新填写"),
    "line break in a number": (row(案号="望政复\n1号"), "第2行“案号”：含有换行或者不可见的字符，请删除"),
    "long remark": (row(备注="长" * 5001), "第2行“备注”：超过5000字，请缩短"),
}


@pytest.mark.parametrize(("rows", "sentence"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_bad_row_is_named_with_line_column_and_reason(
    bring: Callable[..., Any], rows: list[dict[str, str]], sentence: str
) -> None:
    before = counted()
    with pytest.raises(ImportRefused) as refused:
        bring(rows)
    assert sentence in str(refused.value)
    assert refused.value.count == 1
    assert counted() == before


def counted() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Event, Agency, User))


BAD_FILES = {
    "empty": (b"", "文件是空的"),
    "blank lines": (b"\n\n  \n", "文件是空的"),
    "only headers": ("案号,收件日期\n".encode(), "文件只有列名，没有案件"),
    "semicolons": ("案号;收件日期\n1;2024-03-01\n".encode(), "第1行：各列之间用的是分号，请改用英文逗号"),
    "tabs": ("案号\t收件日期\n".encode(), "第1行：各列之间用的是制表符"),
    "unknown column": ("案号,收件日期,心情\n1,2024-03-01,好\n".encode(), "第1行“心情”：没有这一列。可以用的列：案号、"),
    "missing column": ("案号,被申请人\n1,甲\n".encode(), "第1行“收件日期”：缺少这一列"),
    "column twice": ("案号,收件日期,案号\n1,2024-03-01,2\n".encode(), "第1行“案号”：重复了2次"),
    "column without name": ("案号,收件日期,\n1,2024-03-01,2\n".encode(), "第1行：有一列没有列名"),
    "too few cells": ("案号,收件日期,备注\n1,2024-03-01\n".encode(), "第2行：有2格，列名有3个"),
    "too many cells": ("案号,收件日期\n1,2024-03-01,多,余\n".encode(), "第2行：有4格，列名有2个"),
    "open quote": ('案号,收件日期\n"1,2024-03-01\n'.encode(), "第2行：双引号没有成对"),
    "UTF-16": ("案号,收件日期\n1,2024-03-01\n".encode("utf-16"), "文件是 UTF-16 编码，请另存为“CSV UTF-8"),
    "no text": (b"\x80\xff\xfe\xfd" * 10, "文件的编码既不是 UTF-8 也不是 GB18030"),
    "old Excel": (b"\xd0\xcf\x11\xe0" + b"x" * 100, "这是旧格式（.xls）或者设有密码的文件"),
    "torn workbook": (as_xlsx([["案号"]])[:700], "文件不是有效的 Excel 文件，可能已损坏"),
    "no workbook": (b"PK\x03\x04" + b"x" * 100, "文件不是有效的 Excel 文件，可能已损坏"),
    "empty workbook": (as_xlsx([]), "文件是空的"),
    "number as float": (
        as_xlsx([["案号", "收件日期", "申请人", "申请人证件号"], ["1", "2024-03-01", "甲", 999999198001010011]]),
        "第2行“申请人证件号”：在 Excel 中被存成了数字，末几位已经丢失",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_file_is_refused_in_a_sentence(bring: Callable[..., Any], content: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        bring(content)
    assert sentence in str(refused.value)
    assert Case.objects.count() == 0


def test_workbook_by_name_only_is_refused(bring: Callable[..., Any]) -> None:
    with pytest.raises(ImportRefused, match="文件不是有效的 Excel 文件"):
        bring(as_csv([GOOD]), name="register.xlsx")


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ImportRefused, match="找不到文件"):
            read_table(path)


def test_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    start = time.perf_counter()
    with pytest.raises(ImportRefused, match="文件有200 MB，超过20 MB 的上限"):
        read_table(path)
    assert time.perf_counter() - start < 1


# ---------- workbooks that are larger than they look ----------


def altered(change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose sheet was changed by hand."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx([["案号", "收件日期"]]))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    return out.getvalue()


def with_rows(xml: bytes) -> bytes:
    return altered(lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>"))


BOMBS = {
    "last cell": (lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "超过50000行"),
    "last cell of an unnumbered row": (lambda: with_rows(b'<row><c r="A1048576"><v>1</v></c></row>'), "超过50000行"),
    "last column": (lambda: with_rows(b'<row><c r="XFD2"><v>1</v></c></row>'), "超过100列"),
    "many cells without a place": (lambda: with_rows(b"<row>" + b"<c/>" * 5_000 + b"</row>"), "超过100列"),
    "many rows without a place": (lambda: with_rows(b"<row/>" * 60_000), "超过50000行"),
    "blanks": (lambda: with_rows(b" " * 30_000_000), "解开后异常庞大"),
    "document type": (
        lambda: altered(lambda sheet: sheet.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)),
        "不是有效的 Excel 文件",
    ),
}


@pytest.mark.parametrize(("bomb", "sentence"), BOMBS.values(), ids=BOMBS)
def test_bomb_is_refused_quickly(bomb: Callable[[], bytes], sentence: str) -> None:
    content = bomb()
    assert len(content) < 100_000
    start = time.perf_counter()
    with pytest.raises(ImportRefused, match=sentence):
        read_bytes(content, name="register.xlsx")
    assert time.perf_counter() - start < 2


def test_rows_beyond_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.imports.delimited.MAX_ROWS", 10)
    content = "案号,收件日期\n".encode() + b"1,2024-03-01\n" * 11
    with pytest.raises(ImportRefused, match="超过50000行"):
        list(read_bytes(content, name="x.csv").rows)


def test_content_decides_not_the_name() -> None:
    assert files.read_bytes(as_xlsx([["案号"], ["1"]]), name="register.csv").header == ["案号"]


# ---------- all or nothing ----------


def test_one_bad_row_keeps_all_out(bring: Callable[..., Any]) -> None:
    rows = [{**GOOD, "案号": f"{n}号", "被申请人": "新设机关"} for n in range(1, 30)]
    rows[17]["立案日期"] = "昨天"
    before = counted()
    with pytest.raises(ImportRefused, match="第19行“立案日期”"):
        bring(rows)
    assert counted() == before


def test_all_bad_rows_are_collected_and_counted(bring: Callable[..., Any]) -> None:
    rows = [{**GOOD, "案号": f"{n}号", "立案日期": "昨天"} for n in range(1, SHOWN + 21)]
    with pytest.raises(ImportRefused) as refused:
        bring(rows)
    lines = list(refused.value.lines())
    assert refused.value.count == SHOWN + 20 and len(refused.value.problems) == SHOWN
    assert lines[0].startswith("第2行") and lines[-1].startswith(f"共{SHOWN + 20}处问题，以上是前{SHOWN}处")


def test_number_that_stands_twice_in_the_file_is_refused(bring: Callable[..., Any]) -> None:
    with pytest.raises(ImportRefused, match="第4行“案号”：“1号”与第2行重复"):
        bring([{**GOOD, "案号": number} for number in ("1号", "2号", "1号")])


def test_number_that_is_registered_is_refused(bring: Callable[..., Any]) -> None:
    bring([{**GOOD, "案号": "1号"}])
    with pytest.raises(ImportRefused, match="第3行“案号”：“1号”已经登记过，不能重复导入"):
        bring([{**GOOD, "案号": "2号"}, {**GOOD, "案号": "1号"}])
    assert Case.objects.count() == 1


def test_number_that_somebody_registers_meanwhile_keeps_all_out(
    bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring([{**GOOD, "案号": "1号"}])
    monkeypatch.setattr(register.Numbers, "check_database", lambda numbers, problems: None)
    with pytest.raises(ImportRefused, match="该案号已存在，请核对"):
        bring([{**GOOD, "案号": number, "被申请人": "新设机关"} for number in ("2号", "1号")])
    assert Case.objects.count() == 1 and not Agency.objects.filter(name="新设机关").exists()


def test_two_accounts_of_one_name_must_be_told_apart(bring: Callable[..., Any], organ: Any) -> None:
    for username in ("zhang1", "zhang2"):
        User.objects.create_user(username, name="张某", organ=organ)
    with pytest.raises(ImportRefused, match="第2行“承办人”：有2个账号叫“张某”，请改填用户名"):
        bring(row(承办人="张某"))
    assert bring(row(承办人="zhang2")).handlers == []


def test_dry_run_judges_and_writes_nothing(bring: Callable[..., Any]) -> None:
    before = counted()
    report = bring([{**GOOD, "被申请人": "新设机关", "承办人": "某某"}], dry_run=True)
    assert (report.cases, report.agencies, report.handlers) == (1, ["新设机关"], ["某某"])
    assert counted() == before


def test_line_is_where_the_row_begins(bring: Callable[..., Any]) -> None:
    rows = [{**GOOD, "案号": "1号", "备注": "第一行\n第二行"}, {**GOOD, "案号": "2号", "备注": "", "立案日期": "x"}]
    with pytest.raises(ImportRefused, match="第4行“立案日期”"):
        bring(rows)


def test_today_is_no_future(bring: Callable[..., Any]) -> None:
    assert bring(row(收件日期=date.today().isoformat(), 立案日期="")).cases == 1
