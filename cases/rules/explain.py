"""How a date came about, in words a party can check on a wall calendar. Made only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from . import law
from .calendar import WEEKDAYS
from .deadlines import Deadline, end_of
from .stops import Stop
from .terms import ClockReason, DeadlineKind, Edition, Unit


def explain(row: Deadline) -> str:
    """The sentences: start, days counted, days skipped and why, stops, extension, roll, article, doubts."""
    return "".join(sentence for sentence in _sentences(row) if sentence)


def _sentences(row: Deadline) -> Iterator[str]:
    if row.kind is DeadlineKind.HEARING_NOTICE:
        yield from _hearing(row)
    elif row.unit is Unit.WORKDAYS and row.due_on is not None and row.nominal_on == row.due_on:
        yield from _workdays(row)
    else:
        yield from _calendar_days(row)
    yield f"依据：{row.article}{_edition(row)}。"
    yield _provisional(row)
    for doubt in _doubts(row):
        yield f"提示：{doubt}。"
    yield _other_edition(row)


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def short(value: date) -> str:
    return f"{value.month}月{value.day}日"


def _opening(row: Deadline) -> str:
    unit = {Unit.WORKDAYS: "个工作日", Unit.DAYS: "日", Unit.YEARS: "年"}[row.unit]
    return f"{day(row.starts_on)}（{row.period.start}）的次日起算{row.length}{unit}"


def _workdays(row: Deadline) -> Iterator[str]:
    counted, skipped = _split(row)
    if row.length is None or len(counted) != row.length:
        yield f"届满日{day(row.due_on or row.starts_on)}由文书确定。"
        return
    yield f"自{_opening(row)}：{'、'.join(_counted(row, item) for item in counted)}，届满日为{day(counted[-1])}。"
    if skipped:
        yield f"不计入的休息日：{'、'.join(_ranges(row, skipped))}。"


def _split(row: Deadline) -> tuple[list[date], list[date]]:
    counted: list[date] = []
    skipped: list[date] = []
    for number in range(1, (row.due_on or row.starts_on).toordinal() - row.starts_on.toordinal() + 1):
        value = row.starts_on + timedelta(days=number)
        (counted if row.calendar.is_workday(value) else skipped).append(value)
    return counted, skipped


def _counted(row: Deadline, value: date) -> str:
    made_up = value.weekday() >= 5
    return f"{short(value)}（{WEEKDAYS[value.weekday()]}调休上班）" if made_up else short(value)


def _ranges(row: Deadline, days: list[date]) -> Iterator[str]:
    """Runs of rest days of one name, such as 2月10日至2月17日（春节）."""
    first = days[0]
    for index, value in enumerate(days):
        following = days[index + 1] if index + 1 < len(days) else None
        joined = following == value + timedelta(days=1) and _rest_name(row, following) == _rest_name(row, value)
        if not joined:
            span = short(first) if first == value else f"{short(first)}至{short(value)}"
            yield f"{span}（{_rest_name(row, value)}）"
            first = following or value


def _rest_name(row: Deadline, value: date) -> str:
    return row.calendar.names.get(value) or ("周末" if value.weekday() >= 5 else "休息日")


def _calendar_days(row: Deadline) -> Iterator[str]:
    if row.length is None:
        yield (
            f"自{day(row.starts_on)}（{row.period.start}）起，期限由文书确定，尚未填写。" if row.due_on is None else ""
        )
        yield f"届满日{day(row.due_on)}由文书确定。" if row.due_on else ""
        return
    yield f"自{_opening(row)}"
    yield f"（含延长{row.extension}日）" if row.extension else ""
    yield "".join(_stop(stop, row) for stop in row.stops) if row.kind is not DeadlineKind.ANSWER else ""
    if row.due_on is None or row.nominal_on is None:
        yield f"；期限停止计算，剩余{row.days_left}日，恢复后继续计算。" if row.days_left is not None else "。"
        return
    yield f"，至{day(row.nominal_on)}（{WEEKDAYS[row.nominal_on.weekday()]}）"
    yield from _roll(row)


def _stop(stop: Stop, row: Deadline) -> str:
    if stop.until is None:
        return f"；自{day(stop.since)}起因{stop.why}不计入"
    days = (stop.until - stop.since).days
    return f"；{day(stop.since)}至{day(stop.until)}因{stop.why}扣除{days}日"


def _roll(row: Deadline) -> Iterator[str]:
    if row.period.threshold:
        yield "届满；此为满期的界限，遇休息日不顺延。"
    elif row.nominal_on == row.due_on or row.nominal_on is None or row.due_on is None:
        yield "届满。"
    else:
        name = row.calendar.names.get(row.nominal_on) or "休息日"
        made_up = "（调休上班）" if row.due_on.weekday() >= 5 else ""
        yield f"，该日为{name}，顺延至其后第一个工作日{day(row.due_on)}{made_up}届满（民事诉讼法第八十五条第三款）。"


def _hearing(row: Deadline) -> Iterator[str]:
    if row.due_on is None:
        return
    lenient = row.calendar.add_workdays(row.starts_on, -(row.period.length or 0))
    yield f"听证定于{day(row.starts_on)}，之前须有{row.length}个完整的工作日，通知最迟{day(row.due_on)}送达"
    yield f"（按宽松读法为{day(lenient)}）。"


def _provisional(row: Deadline) -> str:
    if not row.provisional or row.due_on is None:
        return ""
    first = row.starts_on.year if row.unit is Unit.WORKDAYS else (row.nominal_on or row.due_on).year
    years = [str(year) for year in range(first, row.due_on.year + 1) if year not in row.calendar.known]
    return f"暂定：{'、'.join(years)}年的放假安排尚未载入，只按周六、周日休息计算，载入后可能变动。"


def _edition(row: Deadline) -> str:
    """Which text of the Reconsideration Law; other laws are named by themselves."""
    own = "实施条例" not in row.article and row.article.startswith(("第", "原第"))
    return f"（{law.text_of(row.edition).label}）" if own else ""


def _doubts(row: Deadline) -> Iterator[str]:
    """Where the law leaves the reading open, the recommended one was taken, and this says so."""
    if row.unverified:
        yield row.unverified
    if row.kind is DeadlineKind.ANSWER and row.stops:
        yield "中止期间书面答复期限是否停止，法律没有明文，本期限未自动停止（推荐读法）"
    if row.unit is Unit.YEARS and row.nominal_on != row.due_on:
        yield "以年计算的期限遇休息日是否顺延没有明文，按顺延计算（推荐读法）"
    if row.kind is DeadlineKind.DECISION:
        yield from _decision_doubts(row)


def _decision_doubts(row: Deadline) -> Iterator[str]:
    why = "、".join(stop.why for stop in row.stops)
    if row.extension:
        yield "延长的期限自原期限最后一日连续计算，不自顺延后的日期另行起算（推荐读法）"
    if "中止" in why:
        yield "中止期间不计入审理期限是通行做法，法律没有明文（推荐读法）"
    if "补正" in why:
        yield "补正所用时间按扣除计算，不重新起算（推荐读法）"
    if row.edition is Edition.LAW_2026 and any(label in why for label in ClockReason.labels().values()):
        yield f"停止计算的依据在实施条例，{law.REGULATION_2026}"


def _other_edition(row: Deadline) -> str:
    """For steps after 2023 in an old case: what the other text would give (过渡规则无明文)."""
    if row.edition is not Edition.LAW_2017 or row.starts_on < law.LAW_2023_FROM:
        return ""
    other = law.period(row.period.code, edition=Edition.LAW_2023)
    if other is None or (other.length, other.unit) == (row.period.length, row.unit):
        return ""
    _, due = end_of(other, row.starts_on, other.length, row.calendar)
    return (
        f"提示：2024年起施行的法律（{other.article}）下为{day(due)}；过渡规则无明文，本案按收件时的法律计算。"
        if due
        else ""
    )
