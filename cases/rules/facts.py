"""Facts: what happened, on which legal day, with which details.

The table `DETAILS` says what each kind requires and may carry; forms, API and import all read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from .errors import Malformed
from .terms import (
    AgencyType,
    Channel,
    ClockReason,
    Disposition,
    Edition,
    Kind,
    Outcome,
    Procedure,
    Role,
    ServiceMethod,
    Term,
    Withdrawal,
)

NOTHING: Mapping[str, Any] = MappingProxyType({})
WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened on one legal day."""

    kind: Kind
    on: date
    details: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def get(self, name: str) -> Any:
        return self.details.get(name)

    @property
    def received_on(self) -> date:
        """The day a paper reached its addressee: `delivered_on` where it is known, else the day of the event."""
        delivered: date | None = self.details.get("delivered_on")
        return delivered or self.on


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail that a kind may carry: how to read it, and whether it must be there."""

    label: str
    read: Callable[[Any], Any]
    required: bool = False
    choices: type[Term] | None = None


def read_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not WRITTEN_DAY.fullmatch(value):
        raise ValueError("须为 YYYY-MM-DD 格式的日期")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("不是有效的日期") from None


def read_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("须为文字")
    if "\x00" in value:
        raise ValueError("含有不可用的字符（NUL）")
    return value


def read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("须为 true 或 false")
    return value


def read_days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 36500:
        raise ValueError("须为 1 至 36500 之间的整数")
    return value


def read_name(value: Any) -> str | int:
    """A reference: a party, a user or an agency by its number or name."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError("须为编号或者名称")
    return read_text(value) if isinstance(value, str) else value


def read_conditions(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or any(item not in CONDITIONS for item in value):
        raise ValueError("须为第三十条第一款各项的序号（1 至 7）")
    return tuple(value)


CONDITIONS = ("1", "2", "3", "4", "5", "6", "7")


def code(choices: type[Term]) -> Callable[[Any], Term]:
    """A reader for one code of a list."""

    def read(value: Any) -> Term:
        try:
            return choices(value)
        except ValueError:
            raise ValueError(f"须为下列之一：{'、'.join(member.value for member in choices)}") from None

    return read


def read_parts(value: Any) -> tuple[Mapping[str, Any], ...]:
    """The parts of a decision: `[{"act": …, "outcome": …}]`."""
    if not isinstance(value, (list, tuple)) or not value:
        raise ValueError("须为列表")
    parts = []
    for part in value:
        if not isinstance(part, Mapping) or set(part) != {"act", "outcome"}:
            raise ValueError("每一部分须有 act 和 outcome")
        parts.append(MappingProxyType({"act": read_name(part["act"]), "outcome": code(Outcome)(part["outcome"])}))
    return tuple(parts)


def _date(label: str) -> Detail:
    return Detail(label, read_date)


def _code(label: str, choices: type[Term], *, required: bool = False) -> Detail:
    return Detail(label, code(choices), required, choices)


_TEXT = Detail("说明", read_text)
_REF = Detail("文书编号", read_text)
_PARTY = Detail("当事人", read_name)
_ROLE = _code("当事人身份", Role)
_DELIVERED = _date("送达日期")
_COMMON: Mapping[str, Detail] = {"note": _TEXT, "approver": Detail("批准人", read_text)}
_PAPER: Mapping[str, Detail] = {"delivered_on": _DELIVERED, "ref": _REF, "party": _PARTY, "role": _ROLE}


def _table(rows: Mapping[Kind, Mapping[str, Detail]]) -> Mapping[Kind, Mapping[str, Detail]]:
    return MappingProxyType({kind: MappingProxyType({**rows.get(kind, {}), **_COMMON}) for kind in Kind})


DETAILS: Mapping[Kind, Mapping[str, Detail]] = _table(
    {
        Kind.RECEIVED: {
            "channel": _code("收件方式", Channel),
            "posted_on": _date("邮戳日期"),
            "agency_received_on": _date("处罚机关收到申请日期"),
            "compensation_requested": Detail("请求赔偿数额（元）", read_text),
            "partial": Detail("只知道部分经过", read_flag),
        },
        Kind.SUPPLEMENT_REQUESTED: {
            **_PAPER,
            "days": Detail("补正期限（日）", read_days),
            "due_on": _date("补正期限届满日"),
            "items": Detail("需要补正的事项", read_text),
        },
        Kind.SUPPLEMENT_EXTENDED: {
            "days": Detail("延长（日）", read_days),
            "due_on": _date("延长后的届满日"),
        },
        Kind.NOT_FILED: {
            "disposition": _code("未立案方式", Disposition, required=True),
            "conditions": Detail("不符合的受理条件", read_conditions),
            "competent": Detail("有管辖权的机关", read_text),
        },
        Kind.FILED: {
            "procedure": _code("审理程序", Procedure),
            "decision_days": Detail("法律规定的较短复议期限（日）", read_days),
        },
        Kind.PROCEDURE_SWITCHED: {"procedure": _code("审理程序", Procedure, required=True)},
        Kind.COPY_SENT: _PAPER,
        Kind.COPY_DELIVERED: {"party": _PARTY, "role": _ROLE, "ref": _REF},
        Kind.ANSWERED: {"party": _PARTY, "role": _ROLE, "ref": _REF},
        Kind.OPINION_HEARD: {"party": _PARTY, "role": _ROLE, "method": Detail("方式", read_text)},
        Kind.HEARING_NOTIFIED: {**_PAPER, "hearing_on": _date("听证日期")},
        Kind.EXECUTION_STAYED: {"ground": Detail("事由", read_text)},
        Kind.EXTENDED: {"days": Detail("延长天数", read_days, required=True), "delivered_on": _DELIVERED},
        Kind.SUSPENDED: {
            "ground": Detail("中止事由", read_text, required=True),
            "delivered_on": _DELIVERED,
        },
        Kind.RESUMED: {"delivered_on": _DELIVERED},
        Kind.CLOCK_STOPPED: {"reason": _code("停止计算的原因", ClockReason, required=True), "ref": _REF},
        Kind.CLOCK_RESTARTED: {"reason": _code("停止计算的原因", ClockReason), "ref": _REF},
        Kind.NORMATIVE_REVIEW_REQUESTED: {"ref": _REF, "document": Detail("规范性文件", read_text)},
        Kind.NORMATIVE_NOTIFIED: _PAPER,
        Kind.NORMATIVE_TRANSFERRED: _PAPER,
        Kind.NORMATIVE_REPLIED: {"ref": _REF},
        Kind.PARTY_JOINED: {"party": _PARTY, "role": _ROLE},
        Kind.PARTY_LEFT: {"party": _PARTY, "role": _ROLE},
        Kind.CLASSIFIED: {
            "edition": _code("适用的法律文本", Edition),
            "respondent": Detail("被申请人", read_name),
            "respondent_type": _code("被申请人类型", AgencyType),
            "matter": Detail("申请复议事项", read_text),
            "field": Detail("行政管理领域", read_text),
        },
        Kind.ASSIGNED: {"lead": Detail("主办", read_name), "second": Detail("协办", read_name)},
        Kind.CONCLUDED: {
            "outcome": _code("结案方式", Outcome, required=True),
            "ground": Detail("结案事由", read_text),
            "withdrawal": _code("撤回原因", Withdrawal),
            "parts": Detail("各部分的决定", read_parts),
            "compensation": Detail("赔偿数额", read_text),
            "remake": Detail("责令重新作出", read_flag),
            "remake_days": Detail("重新作出的期限（日）", read_days),
            "performance_days": Detail("履行期限（日）", read_days),
        },
        Kind.SERVED: {"party": _PARTY, "role": _ROLE, "method": _code("送达方式", ServiceMethod), "ref": _REF},
        Kind.OPINION_ISSUED: _PAPER,
        Kind.OPINION_ANSWERED: {"ref": _REF},
        Kind.SUED: {"court": Detail("法院", read_text), "party": _PARTY, "role": _ROLE},
        Kind.REMADE: {"ref": _REF},
        Kind.PERFORMED: {"ref": _REF},
    }
)


def read_fact(data: Any, *, event: int | None = None) -> Fact:
    """A fact from plain data, `{"kind": …, "on": …, detail: …}`.

    Raises Malformed for what cannot be read; `event` is its place in the input.
    """
    if not isinstance(data, Mapping):
        raise Malformed("not_an_event", "每个事项须为对象，含 kind 和 on", event=event)
    try:
        kind = Kind(str(data.get("kind")))
    except ValueError:
        raise Malformed("unknown_kind", f"没有这种事项：{str(data.get('kind'))[:40]}", event=event) from None
    on = _read("on", Detail("日期", read_date, required=True), data.get("on"), kind, event)
    details = {name: data[name] for name in data if name not in ("kind", "on")}
    return Fact(kind, on, read_details(kind, details, event=event))


def read_details(kind: Kind, data: Mapping[str, Any], *, event: int | None = None) -> Mapping[str, Any]:
    """The details of one fact, read and checked against the table. Raises Malformed."""
    table = DETAILS[kind]
    unknown = [str(name) for name in data if name not in table]
    if unknown:
        raise Malformed(
            "unknown_detail",
            f"{kind.label}没有“{unknown[0][:40]}”这一项，可以填写：{'、'.join(table)}",
            event=event,
        )
    details = {}
    for name, detail in table.items():
        value = _read(name, detail, data.get(name), kind, event)
        if value is not None:
            details[name] = value
    return MappingProxyType(details) if details else NOTHING


def _read(name: str, detail: Detail, value: Any, kind: Kind, event: int | None) -> Any:
    if value is None:
        if detail.required:
            raise Malformed("missing_detail", f"{kind.label}须填写{detail.label}（{name}）", event=event)
        return None
    try:
        return detail.read(value)
    except ValueError as error:
        raise Malformed("bad_detail", f"{kind.label}的{detail.label}（{name}）{error}", event=event) from None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A time in which an applicant could not apply (第二十条第二款); `to` is the day it was removed, or None."""

    since: date
    to: date | None = None


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What the application period needs to know of the contested act."""

    kind: str = "decision"
    made_on: date | None = None
    known_on: date | None = None
    remedy_stated: bool | None = None
    remedy_known_on: date | None = None
    real_estate: bool = False
    requested_on: date | None = None
    duty_due_on: date | None = None
    obstacles: tuple[Obstacle, ...] = ()
    limit_days: int | None = None


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """By legal day; facts of one day keep the order in which they were given."""
    return sorted(facts, key=lambda fact: fact.on)
