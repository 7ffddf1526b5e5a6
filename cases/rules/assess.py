"""The rules without a case: plain data in, plain data out, for the command line and the API alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from .calendar import WorkCalendar
from .deadlines import Deadline
from .errors import Malformed
from .facts import ActFacts, Detail, Obstacle, code, read_date, read_days, read_fact, read_flag
from .terms import Edition, Procedure
from .timeline import CaseState, fold

INPUT: Final = ("events", "procedure", "edition", "on", "act")
ACT: Final = {
    "made_on": Detail("作出日期", read_date),
    "known_on": Detail("知道日期", read_date),
    "remedy_stated": Detail("是否告知复议权利", read_flag),
    "remedy_known_on": Detail("知道复议权利的日期", read_date),
    "real_estate": Detail("是否因不动产", read_flag),
    "requested_on": Detail("请求履行日期", read_date),
    "duty_due_on": Detail("履行期限届满日", read_date),
    "limit_days": Detail("法律规定的较长申请期限（日）", read_days),
}


def assess(data: Any, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """What a history means. Raises Malformed for unreadable input and RuleViolation for an impossible history."""
    _check_keys(data, INPUT, "输入")
    events = data.get("events")
    if not isinstance(events, (list, tuple)):
        raise Malformed("bad_input", "须有 events，为事项的列表")
    state = fold(
        [read_fact(event, event=index) for index, event in enumerate(events)],
        on=_value("on", Detail("日期", read_date), data.get("on")) or today,
        calendar=calendar,
        procedure=_value("procedure", Detail("审理程序", code(Procedure)), data.get("procedure")) or Procedure.ORDINARY,
        edition=_value("edition", Detail("法律文本", code(Edition)), data.get("edition")),
        act=read_act(data.get("act")),
    )
    return as_dict(state)


def read_act(data: Any) -> ActFacts | None:
    """The contested act from plain data. Raises Malformed."""
    if data is None:
        return None
    _check_keys(data, ("kind", "obstacles", *ACT), "act")
    kind = "decision" if data.get("kind") is None else data["kind"]
    if kind not in ("decision", "omission"):
        raise Malformed("bad_input", "act.kind 须为 decision 或 omission")
    values = {name: _value(f"act.{name}", detail, data.get(name)) for name, detail in ACT.items()}
    values["real_estate"] = bool(values["real_estate"])
    return ActFacts(kind=kind, obstacles=_obstacles(data.get("obstacles")), **values)


def _obstacles(data: Any) -> tuple[Obstacle, ...]:
    if data is None:
        return ()
    if not isinstance(data, (list, tuple)):
        raise Malformed("bad_input", "act.obstacles 须为列表")
    return tuple(_obstacle(item) for item in data)


def _obstacle(data: Any) -> Obstacle:
    _check_keys(data, ("from", "to"), "act.obstacles")
    since = _value("act.obstacles.from", Detail("起始日期", read_date), data.get("from"))
    until = _value("act.obstacles.to", Detail("消除日期", read_date), data.get("to"))
    if since is None or (until is not None and until < since):
        raise Malformed("bad_input", "act.obstacles 须有 from，且 to 不早于 from")
    return Obstacle(since, until)


def _check_keys(data: Any, known: tuple[str, ...], what: str) -> None:
    if not isinstance(data, Mapping):
        raise Malformed("bad_input", f"{what}须为 JSON 对象")
    unknown = [str(name) for name in data if name not in known]
    if unknown:
        raise Malformed("bad_input", f"{what}没有“{unknown[0][:40]}”这一项，可以有：{'、'.join(known)}")


def _value(name: str, detail: Detail, value: Any) -> Any:
    if value is None:
        return None
    try:
        return detail.read(value)
    except ValueError as error:
        raise Malformed("bad_input", f"{detail.label}（{name}）{error}") from None


def as_dict(state: CaseState) -> dict[str, Any]:
    """The answer of the assessment, as plain data."""
    return {
        "state": state.state,
        "stage": state.stage,
        "edition": state.edition,
        "accepted_on": _iso(state.accepted_on),
        "filed_on": _iso(state.filed_on),
        "deemed_filed": state.deemed_filed,
        "concluded_on": _iso(state.concluded_on),
        "deadlines": [deadline_dict(row) for row in state.deadlines],
        "findings": [finding._asdict() for finding in state.findings],
        "allowed": list(state.allowed),
        "next_change_on": _iso(state.next_change_on),
    }


def deadline_dict(row: Deadline) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "starts_on": _iso(row.starts_on),
        "length": row.length,
        "unit": row.unit,
        "due_on": _iso(row.due_on),
        "article": row.article,
        "provisional": row.provisional,
        "met_on": _iso(row.met_on),
        "status": row.status,
        "explanation": row.explain(),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
