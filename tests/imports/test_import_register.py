"""What a register becomes: cases with their facts, in the words of the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cases import clock, loading
from cases.imports.columns import COLUMNS
from cases.imports.files import read_table
from cases.imports.register import import_register
from cases.models import Agency, Case, Event, NumberSeries, Organ, Party, User
from cases.rules.terms import CORRECTIONS

from .conftest import GOOD, as_csv, as_xlsx

Bring = Callable[..., Any]


def only_case() -> Case:
    return Case.objects.get()


def history(case: Case) -> list[tuple[str, str]]:
    return [(event.kind, event.occurred_on.isoformat()) for event in case.events.order_by("seq")]


# ---------- the year 2023 ----------


@pytest.fixture
def year(organ: Organ) -> Organ:
    import_register(read_table(loading.YEAR_2023 / "register.csv"), organ=organ, by=None)
    return organ


def test_year_2023_by_dates(year: Organ) -> None:
    cases, end = Case.objects.all(), date(2023, 12, 31)
    concluded = cases.filter(concluded_on__year=2023)
    assert cases.filter(accepted_on__year=2023).count() == 40
    assert cases.filter(filed_on__year=2023).count() == 31
    assert concluded.count() == 24
    assert concluded.filter(outcome__in=CORRECTIONS).count() == 3
    assert cases.filter(state="not_filed", closed_on__year=2023).count() == 9
    assert cases.filter(filed_on__lte=end, closed_on__gt=end).count() == 7


def test_seven_of_2023_are_concluded_in_2024_two_with_a_correction(year: Organ) -> None:
    later = Case.objects.filter(concluded_on__year=2024)
    assert later.count() == 7 and later.filter(outcome__in=CORRECTIONS).count() == 2
    assert Case.objects.filter(state="concluded").count() == 31


def test_events_of_the_year_are_recorded_now_and_by_nobody(year: Organ) -> None:
    assert {event.recorded_at.date() for event in Event.objects.all()} <= {clock.now().date()}
    assert not Event.objects.filter(recorded_by__isnull=False).exists()
    assert not Case.objects.filter(imported=False).exists()


def test_only_the_late_steps_of_the_year_are_found(year: Organ) -> None:
    found = {case.number: case.findings for case in Case.objects.filter(has_finding=True)}
    assert found == {
        "望政复〔2023〕7号": ["answer_late"],
        "望政复〔2023〕8号": ["application_late"],
        "望政复〔2023〕14号": ["decision_late"],
    }


def test_withdrawals_of_the_year_say_why(year: Organ) -> None:
    terminated = Case.objects.filter(outcome="terminated").order_by("withdrawal", "ground")
    assert list(terminated.values_list("withdrawal", "ground").distinct()) == [
        ("respondent_changed", "1"),
        ("settled", "4"),
        ("voluntary", "1"),
    ]


# ---------- columns ----------


def test_every_column_finds_its_place(bring: Bring) -> None:
    bring(
        [
            {
                "案号": "望政复〔2024〕7号",
                "收件日期": "2024-03-01",
                "收件方式": "邮寄",
                "申请人": "赵某（示例）、钱某（示例）",
                "申请人类型": "公民",
                "申请人证件号": "999999198001010011",
                "申请人人数": "12",
                "被申请人": "县公安局",
                "被申请人类型": "县级政府的部门",
                "行政管理领域": "治安",
                "申请复议事项": "penalty",
                "行政行为文号": "望公罚〔2024〕1号",
                "行政行为日期": "2024-02-20",
                "知道行为日期": "2024-02-21",
                "通知补正日期": "2024-03-04",
                "补正日期": "2024-03-06",
                "立案日期": "2024-03-08",
                "审理程序": "普通程序",
                "副本发送日期": "2024-03-11",
                "副本送达日期": "2024-03-12",
                "书面答复日期": "2024-03-20",
                "中止日期": "2024-03-21、2024-04-22",
                "中止事由": "8、其他情形",
                "恢复日期": "2024-04-01、2024-04-29",
                "延期日期": "2024-05-06",
                "延期天数": "20",
                "听证日期": "2024-04-10",
                "办结日期": "2024-05-20",
                "结案方式": "撤销",
                "结案事由": "违反法定程序",
                "送达日期": "2024-05-22",
                "承办人": "孙某（示例）、李某（示例）",
                "备注": "示例数据",
            }
        ]
    )
    case = only_case()
    assert history(case) == [
        ("received", "2024-03-01"),
        ("supplement_requested", "2024-03-04"),
        ("supplemented", "2024-03-06"),
        ("filed", "2024-03-08"),
        ("copy_sent", "2024-03-11"),
        ("copy_delivered", "2024-03-12"),
        ("answered", "2024-03-20"),
        ("hearing_held", "2024-04-10"),
        ("suspended", "2024-03-21"),
        ("resumed", "2024-04-01"),
        ("suspended", "2024-04-22"),
        ("resumed", "2024-04-29"),
        ("extended", "2024-05-06"),
        ("concluded", "2024-05-20"),
        ("served", "2024-05-22"),
    ]
    assert (case.state, case.outcome, case.ground, case.stopped_days, case.extended_days) == (
        "concluded", "revoked", "2", 18, 20,
    )  # fmt: skip
    assert (case.applicants, case.applicants_count, case.applicant_type) == ("赵某（示例）等12人", 12, "person")
    assert (case.respondent.name, case.respondent_type, case.channel) == ("望都县公安局", "county_department", "post")
    assert (case.matter.code, case.field.code) == ("penalty", "public_security")
    assert (case.handler.name, case.second.name) == ("孙某（示例）", "李某（示例）")
    assert case.events.get(seq=1).details == {"channel": "post", "partial": True, "note": "示例数据"}
    assert list(case.events.filter(kind="suspended").values_list("ground", flat=True)) == ["8", "10"]
    assert Party.objects.get(name="赵某（示例）").id_number == "999999198001010011"
    act = case.acts.get()
    assert (act.document_number, act.made_on, act.known_on) == (
        "望公罚〔2024〕1号", date(2024, 2, 20), date(2024, 2, 21),
    )  # fmt: skip


def test_two_columns_are_enough(bring: Bring) -> None:
    bring([{"收件日期": "2024-03-01", "案号": "旧1号"}])
    case = only_case()
    assert (case.number, case.state, case.deemed_filed, case.applicants) == ("旧1号", "filed", True, "台账未载")


def test_unknown_respondent_and_handler_are_made_and_reported(bring: Bring) -> None:
    report = bring([{**GOOD, "被申请人": "望都县某某办公室", "被申请人类型": "其他", "承办人": "孙某（示例）"}])
    handler = User.objects.get(name="孙某（示例）")
    assert (report.agencies, report.handlers) == (["望都县某某办公室"], ["孙某（示例）"])
    assert Agency.objects.get(name="望都县某某办公室").type == "other"
    assert not handler.is_active and not handler.has_usable_password() and not handler.groups.exists()
    again = bring([{**GOOD, "案号": "2号", "被申请人": "望都县某某办公室", "承办人": "孙某（示例）"}])
    assert (again.agencies, again.handlers) == ([], [])


def test_handlers_of_two_organs_may_have_one_name(bring: Bring, tmp_path: Path) -> None:
    bring([{**GOOD, "承办人": "孙某（示例）"}])
    path = tmp_path / "second.csv"
    path.write_bytes(as_csv([{**GOOD, "承办人": "孙某（示例）"}]))
    other = Organ.objects.create(code="130632", name="某县人民政府")
    assert import_register(read_table(path), organ=other, by=None).handlers == ["孙某（示例）"]
    assert User.objects.filter(name="孙某（示例）").count() == Case.objects.count() == 2


def test_numbers_are_kept_and_not_given_again(bring: Bring) -> None:
    bring([{**GOOD, "案号": "望政复〔2024〕17号"}, {**GOOD, "案号": "老案 3-甲"}])
    assert set(Case.objects.values_list("number", flat=True)) == {"望政复〔2024〕17号", "老案 3-甲"}
    assert NumberSeries.objects.get(year=2024).last == 17


@pytest.mark.parametrize(
    ("edition_day", "reason", "expected"),
    [
        ("2024-03-01", "申请人自愿撤回", ("1", "voluntary")),
        ("2024-03-01", "达成和解后撤回", ("1", "settled")),
        ("2023-03-01", "达成和解后撤回", ("4", "settled")),
        ("2024-03-01", "被申请人改变行政行为后撤回", ("1", "respondent_changed")),
        ("2024-03-01", "其他", ("", "")),
        ("2024-03-01", "", ("", "")),
        ("2024-03-01", "5", ("5", "")),
        ("2024-03-01", "第4项", ("4", "")),
        ("2023-03-01", "42-2", ("42-2", "")),
    ],
)
def test_reason_of_a_termination(bring: Bring, edition_day: str, reason: str, expected: tuple[str, str]) -> None:
    filed = edition_day[:8] + "06"
    ended = edition_day[:5] + "04-10"
    bring(
        [
            {
                "案号": "1号",
                "收件日期": edition_day,
                "立案日期": filed,
                "办结日期": ended,
                "结案方式": "终止",
                "结案事由": reason,
            }
        ]
    )
    case = only_case()
    assert (case.outcome, case.ground, case.withdrawal) == ("terminated", *expected)


@pytest.mark.parametrize("word", ["告知", "转送", "告知或转送", "redirected"])
def test_words_for_a_redirection(bring: Bring, word: str) -> None:
    bring([{"案号": "1号", "收件日期": "2024-03-01", "未立案方式": word, "未立案日期": "2024-03-05"}])
    assert only_case().disposition == "redirected"


def test_steps_of_one_day_stand_in_the_order_of_the_law(bring: Bring) -> None:
    day = "2024-03-01"
    columns = (
        "收件日期",
        "立案日期",
        "副本发送日期",
        "副本送达日期",
        "书面答复日期",
        "中止日期",
        "恢复日期",
        "办结日期",
    )
    bring([{"案号": "1号", **dict.fromkeys(columns, day), "中止事由": "6", "结案方式": "调解", "送达日期": day}])
    kinds = [kind for kind, _ in history(only_case())]
    assert kinds == [
        "received", "filed", "copy_sent", "copy_delivered", "answered", "suspended", "resumed", "concluded", "served",
    ]  # fmt: skip


def test_count_written_with_the_name(bring: Bring) -> None:
    bring([{**GOOD, "申请人": "周某（示例）等15人"}])
    assert (only_case().applicants_count, Party.objects.get(role="applicant").name) == (15, "周某（示例）")


# ---------- encodings, dates, rare characters ----------

RARE = "𠮷㛃·阿依古丽（示例）"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_and_rare_characters(bring: Bring, encoding: str) -> None:
    bring(as_csv([{**GOOD, "申请人": RARE, "备注": "“𪚥”与﨎"}], encoding=encoding))
    assert Party.objects.get(role="applicant").name == RARE
    assert only_case().events.get(seq=1).details["note"] == "“𪚥”与﨎"


@pytest.mark.parametrize(
    "written",
    ["2024-03-08", "2024/3/8", "2024.3.8", "2024年3月8日", "20240308", "２０２４－０３－０８", "2024-03-08 00:00:00"],
)
def test_ways_to_write_a_day(bring: Bring, written: str) -> None:
    bring([{"案号": "1号", "收件日期": written}])
    assert only_case().accepted_on == date(2024, 3, 8)


def test_workbook_with_dates_numbers_and_rare_characters(bring: Bring) -> None:
    header = ["案号", "收件日期", "立案日期", "申请人", "申请人人数", "延期日期", "延期天数", None]
    first = ["1号", date(2024, 3, 1), "2024年3月5日", RARE, 3, date(2024, 4, 20), 30, "  "]
    second = ["2号", 45352, 45355.0, "乙", "", "", "", ""]
    bring(as_xlsx([header, first, [], second]), name="台账.xlsx")
    one, two = Case.objects.order_by("number")
    assert (one.accepted_on, one.filed_on, one.applicants_count) == (date(2024, 3, 1), date(2024, 3, 5), 3)
    assert (one.extended_days, two.accepted_on, two.filed_on) == (30, date(2024, 3, 1), date(2024, 3, 4))
    assert Party.objects.filter(name=RARE).exists()


def test_day_of_the_county_counts_as_today(bring: Bring) -> None:
    bring([{"案号": "1号", "收件日期": timezone.localdate().isoformat()}])
    assert only_case().stage == "screening"


def test_file_from_disk_is_read_as_it_is(organ: Organ, tmp_path: Path) -> None:
    path = tmp_path / "台账 2024.csv"
    path.write_bytes(as_csv([GOOD]))
    assert import_register(read_table(path), organ=organ, by=None).years == {2024: 1}


def test_guide_tells_of_every_column() -> None:
    guide = (loading.FIXTURES.parent / "docs" / "register-import.md").read_text(encoding="utf-8")
    told = "".join(line.split("|")[1] for line in guide.splitlines() if line.startswith("| "))
    assert [column for column in COLUMNS if column not in told] == []
