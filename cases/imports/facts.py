"""The dates of a row become facts, in the order in which the law takes the steps: the order holds within one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from cases.rules import law
from cases.rules.facts import Fact
from cases.rules.grounds import outcome_grounds, suspension_grounds
from cases.rules.terms import Edition, Kind, Outcome, Procedure, Withdrawal

from .columns import WITHDRAWALS
from .row import RegisterRow


class Step(NamedTuple):
    """A fact and the column that it came from."""

    column: str
    fact: Fact


def steps(row: RegisterRow) -> list[Step]:
    """In legal order. Empty when the row has no readable 收件日期: nothing can be said of it then."""
    received_on = row.date("收件日期")
    if received_on is None:
        if "收件日期" not in row.failed:
            row.wrong("收件日期", "没有填写")
        return []
    edition = law.edition_on(received_on)
    return [
        _received(row, received_on),
        *_supplements(row),
        *_not_filed(row),
        *_filed(row),
        *_plain(row, "副本发送日期", Kind.COPY_SENT),
        *_plain(row, "副本送达日期", Kind.COPY_DELIVERED),
        *_plain(row, "书面答复日期", Kind.ANSWERED),
        *(Step("听证日期", Fact(Kind.HEARING_HELD, day)) for day in row.dates("听证日期")),
        *_suspensions(row, edition),
        *_extensions(row),
        *_concluded(row, edition),
        *(Step("送达日期", Fact(Kind.SERVED, day)) for day in row.dates("送达日期")),
    ]


def _details(**details: Any) -> Mapping[str, Any]:
    return MappingProxyType({name: value for name, value in details.items() if value not in (None, "")})


def _received(row: RegisterRow, day: date) -> Step:
    """`partial`: a register tells some steps and not others; what it leaves out is no finding."""
    details = _details(channel=row.term("收件方式"), partial=True, note=row.text("备注"))
    return Step("收件日期", Fact(Kind.RECEIVED, day, details))


def _plain(row: RegisterRow, column: str, kind: Kind) -> Iterator[Step]:
    day = row.date(column)
    if day:
        yield Step(column, Fact(kind, day))


def _supplements(row: RegisterRow) -> Iterator[Step]:
    requested, made = row.dates("通知补正日期"), row.dates("补正日期")
    if len(made) > len(requested) and "通知补正日期" not in row.failed:
        row.wrong("补正日期", "有补正日期而没有对应的通知补正日期")
    yield from _pairs(
        [Step("通知补正日期", Fact(Kind.SUPPLEMENT_REQUESTED, day)) for day in requested],
        [Step("补正日期", Fact(Kind.SUPPLEMENTED, day)) for day in made],
    )


def _pairs(opening: list[Step], closing: list[Step]) -> Iterator[Step]:
    """By position: the first end belongs to the first beginning."""
    for place, step in enumerate(opening):
        yield step
        yield from closing[place : place + 1]


def _not_filed(row: RegisterRow) -> Iterator[Step]:
    disposition, day = row.term("未立案方式"), row.date("未立案日期")
    if disposition and day:
        yield Step("未立案日期", Fact(Kind.NOT_FILED, day, _details(disposition=disposition)))
    elif disposition and not row.given("未立案日期"):
        row.wrong("未立案日期", "填写了未立案方式，须填写未立案日期")
    elif day and not row.given("未立案方式"):
        row.wrong("未立案方式", "填写了未立案日期，须填写未立案方式")


def _filed(row: RegisterRow) -> Iterator[Step]:
    procedure, day = row.term("审理程序"), row.date("立案日期")
    if day:
        yield Step("立案日期", Fact(Kind.FILED, day, _details(procedure=procedure)))
    elif procedure == Procedure.SUMMARY and not row.given("立案日期"):
        row.wrong("立案日期", "填写了简易程序，须填写立案日期")


def _suspensions(row: RegisterRow, edition: Edition) -> Iterator[Step]:
    since, grounds, until = row.dates("中止日期"), row.items("中止事由"), row.dates("恢复日期")
    if row.failed & {"中止日期", "中止事由", "恢复日期"}:
        return
    if len(grounds) != len(since):
        row.wrong("中止事由", f"有{len(since)}个中止日期、{len(grounds)}个中止事由，须一一对应")
        return
    if len(until) > len(since):
        row.wrong("恢复日期", "有恢复日期而没有对应的中止日期")
        return
    opening = [
        Step("中止日期", Fact(Kind.SUSPENDED, day, _details(ground=_suspension_ground(row, ground, edition))))
        for day, ground in zip(since, grounds, strict=True)
    ]
    yield from _pairs(opening, [Step("恢复日期", Fact(Kind.RESUMED, day)) for day in until])


def _suspension_ground(row: RegisterRow, value: str, edition: Edition) -> str:
    return _ground(row, "中止事由", value, suspension_grounds(edition))


def _extensions(row: RegisterRow) -> Iterator[Step]:
    dates, days = row.dates("延期日期"), row.items("延期天数")
    if row.failed & {"延期日期", "延期天数"}:
        return
    if len(dates) != len(days):
        row.wrong("延期天数", f"有{len(dates)}个延期日期、{len(days)}个延期天数，须一一对应")
        return
    for day, length in zip(dates, days, strict=True):
        if length.isascii() and length.isdigit() and len(length) < 5 and int(length) >= 1:
            yield Step("延期日期", Fact(Kind.EXTENDED, day, _details(days=int(length))))
        else:
            row.wrong("延期天数", f"“{length[:20]}”须为1以上的整数")


def _concluded(row: RegisterRow, edition: Edition) -> Iterator[Step]:
    outcome, day, reason = row.term("结案方式"), row.date("办结日期"), row.text("结案事由")
    if outcome and not row.given("办结日期"):
        row.wrong("办结日期", "填写了结案方式，须填写办结日期")
    elif day and not row.given("结案方式"):
        row.wrong("结案方式", "填写了办结日期，须填写结案方式")
    elif reason and not outcome and not row.given("结案方式"):
        row.wrong("结案事由", "填写了结案事由，须填写结案方式")
    elif outcome and day:
        details = _reason(row, reason, Outcome(outcome), edition)
        yield Step("办结日期", Fact(Kind.CONCLUDED, day, _details(outcome=outcome, **details)))


def _reason(row: RegisterRow, value: str, outcome: Outcome, edition: Edition) -> dict[str, Any]:
    """结案事由: of a termination, why the application was withdrawn; else an item of the edition's own list."""
    if outcome is Outcome.TERMINATED and value in WITHDRAWALS:
        return _withdrawal(Withdrawal(WITHDRAWALS[value]), edition)
    if not value or value == "其他":
        return {}
    return {"ground": _ground(row, "结案事由", value, outcome_grounds(outcome, edition=edition))}


def _withdrawal(withdrawal: Withdrawal, edition: Edition) -> dict[str, Any]:
    """第四十一条第一项；实施条例第四十二条第一款第一项、第四项（达成和解）."""
    settled = withdrawal is Withdrawal.SETTLED and edition is Edition.LAW_2017
    return {"ground": "4" if settled else "1", "withdrawal": withdrawal}


def _ground(row: RegisterRow, column: str, value: str, table: Mapping[str, str]) -> str:
    """The item number, or words that fit one item only."""
    item = value.removeprefix("第").removesuffix("项")
    if item in table:
        return item
    fitting = [code for code, label in table.items() if value and (value in label or label in value)]
    if len(fitting) == 1:
        return fitting[0]
    known = "；".join(f"{code} {label}" for code, label in table.items())
    if known:
        row.wrong(column, f"“{value[:30]}”对不上任何一项，请填写序号：{known}")
    else:
        row.wrong(column, "这种结案方式没有事由可填，请清空")
    return ""
