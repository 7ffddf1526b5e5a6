"""The working-day calendar, and counting with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import calendars, clock
from cases.api import rows
from cases.api.base import Resource
from cases.api.errors import bad_value
from cases.rules.calendar import WorkCalendar, add_days
from cases.rules.facts import read_date

FIRST, LAST = 1999, 9998
MOST = 3660
COUNT = {"type": "integer", "minimum": -MOST, "maximum": MOST}


class SpecialDay(rows.Row):
    day = rows.day()
    workday = rows.flag()
    name = rows.text()


class Year(serializers.Serializer):
    year = rows.number()
    known = rows.flag(help_text="该年放假通知是否已公布；未公布的，期限为暂定")
    workdays = rows.number(help_text="全年工作日数")
    days = SpecialDay(many=True, help_text="与平常周历不同的日子")


CountedDays = inline_serializer(
    "CountedDays",
    {
        "from": rows.day(),
        "workdays": rows.optional_number(),
        "days": rows.optional_number(),
        "result": rows.day(help_text="起算日不计；按日计算的，遇休息日顺延至下一工作日"),
        "provisional": rows.flag(help_text="涉及未公布放假通知的年份"),
    },
)


class CalendarViewSet(Resource):
    """工作日历。"""

    serializer_class = Year
    query = {"list": ["year"], "add": ["from", "workdays", "days"]}

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "year", {"type": "integer", "minimum": FIRST, "maximum": LAST}, description="年份，默认今年"
            )
        ],
        responses=Year,
        operation_id="calendar",
    )
    def list(self, request: Request, **path: Any) -> Response:
        """一年中与平常周历不同的日子：放假和调休上班。"""
        year = _number(request, "year", least=FIRST, most=LAST, default=clock.today().year)
        return Response(_year(calendars.current(), year))

    @extend_schema(
        parameters=[
            OpenApiParameter("from", date, required=True, description="起算日（不计入）"),
            OpenApiParameter("workdays", COUNT, description="加几个工作日；负数向前数"),
            OpenApiParameter("days", COUNT, description="加几个自然日，届满遇休息日顺延"),
        ],
        responses=CountedDays,
        operation_id="calendar_add",
    )
    def add(self, request: Request, **path: Any) -> Response:
        """期间计算：从某日起若干工作日或者自然日后届满的日子。"""
        start = _day(request, "from")
        counts = {name: _optional(request, name) for name in ("workdays", "days")}
        if (counts["workdays"] is None) == (counts["days"] is None):
            raise bad_value("workdays", _("workdays 与 days 须填写其中一项"), code="required")
        end, provisional = _end(calendars.current(), start, **counts)
        return Response({"from": start, **counts, "result": end, "provisional": provisional})


def _end(calendar: WorkCalendar, start: date, *, workdays: int | None, days: int | None) -> tuple[date, bool]:
    if workdays is not None:
        end = calendar.add_workdays(start, workdays)
        return end, calendar.is_provisional(min(start, end), max(start, end))
    nominal = add_days(start, days or 0)
    end = calendar.roll(nominal)
    return end, calendar.is_provisional(nominal, end)


def _year(calendar: WorkCalendar, year: int) -> dict[str, Any]:
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]
    special = [day for day in days if day in calendar.rest or day in calendar.work]
    return {
        "year": year,
        "known": year in calendar.known,
        "workdays": sum(map(calendar.is_workday, days)),
        "days": [{"day": day, "workday": calendar.is_workday(day), "name": calendar.name_of(day)} for day in special],
    }


def _day(request: Request, name: str) -> date:
    text = request.query_params.get(name)
    if text is None:
        raise bad_value(name, _("须填写日期，例如 2024-02-07"), code="required")
    try:
        day: date = read_date(text)
    except ValueError as error:
        raise bad_value(name, str(error)) from None
    if not FIRST <= day.year <= LAST:
        raise bad_value(name, _("年份须在 %(a)d 至 %(b)d 之间") % {"a": FIRST, "b": LAST})
    return day


def _optional(request: Request, name: str) -> int | None:
    return _number(request, name, least=-MOST, most=MOST) if name in request.query_params else None


def _number(request: Request, name: str, *, least: int, most: int, default: int = 0) -> int:
    text = request.query_params.get(name, str(default))
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6 and least <= int(text) <= most):
        raise bad_value(name, _("须为 %(a)d 至 %(b)d 之间的整数") % {"a": least, "b": most})
    return int(text)
