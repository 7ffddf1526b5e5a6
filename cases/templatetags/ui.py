"""Small parts of the screens: icons, badges, dates in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django import template
from django.apps import apps
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.rules.terms import DeadlineKind, Kind, Outcome, Stage, State, Status, Term

register = template.Library()

P = ParamSpec("P")
T = TypeVar("T")

ICONS = {
    "home": "M3 11.5 12 4l9 7.5M5.5 10v9.5h13V10M10 19.5v-5h4v5",
    "add": "M12 5v14M5 12h14",
    "cases": "M4 7h6l2 2h8v10H4zM4 7V5h5l2 2",
    "court": "M4 20h16M6 20v-9M10 20v-9M14 20v-9M18 20v-9M3 11h18L12 4z",
    "report": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6",
    "chart": "M4 20h16M7 16v-4M12 16V6M17 16v-7",
    "agency": "M5 20V5h9v15M14 9h5v11M8 8h3M8 12h3M8 16h3M3 20h18",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7",
    "codes": "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
    "people": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20c0-3.5 2.5-5.5"
    " 6-5.5s6 2 6 5.5M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .8 3 2.6 3 5.2",
    "log": "M6 3.5h9l4 4v13H6zM15 3.5v4h4M9 12h7M9 16h7",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "fold": "M9 5v14M4 5h16v14H4zM15.5 10l-2 2 2 2",
    "theme": "M12 4v1M12 19v1M4 12h1M19 12h1M6.3 6.3l.8.8M16.9"
    " 16.9l.8.8M6.3 17.7l.8-.8M16.9 7.1l.8-.8M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
    "language": "M4 6h9M8.5 4v2M6 6c0 4 3 7 6 8M11 6c0 4-3 7-6.5 8.5M12 20l4-9.5 4 9.5M13.3 17h5.4",
    "out": "M14 4H5v16h9M10 12h10M17 9l3 3-3 3",
    "close": "M6 6l12 12M18 6 6 18",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "warn": "M12 4 2.5 20h19zM12 10v4M12 17h.01",
    "empty": "M4 13l3-8h10l3 8v6H4zM4 13h5a3 3 0 0 0 6 0h5",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "save": "M12 4v11M7.5 11 12 15.5 16.5 11M4 19.5h16",
    "star": "M12 4l2.5 5.2 5.7.7-4.2 3.9 1.1 5.7L12 16.7l-5.1 2.8L8 13.8 3.8 9.9l5.7-.7z",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4",
    "left": "M14 6l-6 6 6 6",
    "right": "M10 6l6 6-6 6",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
}

TONES = {
    State.ACCEPTED: "",
    State.FILED: "info",
    State.CONCLUDED: "ok",
    State.NOT_FILED: "",
    Stage.SCREENING: "",
    Stage.SUPPLEMENTING: "warn",
    Stage.UNDER_REVIEW: "info",
    Stage.SUSPENDED: "warn",
    Stage.TO_BE_SERVED: "warn",
    Stage.SERVED: "ok",
    Stage.CLOSED: "",
    Status.RUNNING: "",
    Status.STOPPED: "warn",
    Status.MET: "ok",
    Status.MET_LATE: "bad",
    Status.OVERDUE: "bad",
    Status.LAPSED: "",
}

TERMS: dict[str, type[Term]] = {
    "state": State,
    "stage": Stage,
    "kind": Kind,
    "status": Status,
    "outcome": Outcome,
    "deadline": DeadlineKind,
}

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{ICONS[name]}"/></svg>')


def term_label(value: str, terms: type[Term]) -> str:
    """The label of a code; the code itself when a later version wrote one we do not know."""
    try:
        return _(terms(value).label)
    except ValueError:
        return value


@register.filter
def label(value: str | None, terms: str) -> str:
    return term_label(value, TERMS[terms]) if value else ""


@register.filter
def badge(value: str | None, terms: str) -> SafeString | str:
    if not value:
        return ""
    known = TERMS[terms]
    tone = TONES.get(known(value), "") if value in known.labels() else ""
    return format_html('<span class="badge {}">{}</span>', tone, term_label(value, known))


def remembered(words: Callable[P, T]) -> Callable[P, T]:
    """What was said of the same arguments in the same language: the same few hundred days stand on every page."""

    @lru_cache(maxsize=4096)
    def said(_language: str | None, *given: Any, **named: Any) -> T:
        return words(*given, **named)

    @wraps(words)
    def answer(*given: P.args, **named: P.kwargs) -> T:
        return said(get_language(), *given, **named)  # type: ignore[arg-type]

    return answer


@register.filter
@remembered
def day(value: date | None) -> str:
    """2024年3月6日"""
    return format_date(value, _("Y年n月j日")) if value else ""


@register.filter
@remembered
def short_day(value: date | None, today: date | None = None) -> str:
    """3月6日; with the year where it is not this year's."""
    if value is None:
        return ""
    if today and value.year != today.year:
        return day(value)
    return format_date(value, _("n月j日"))


@register.filter
def weekday(value: date) -> str:
    return _(WEEKDAYS[value.weekday()])


def days_left_text(due: date, today: date) -> str:
    left = (due - today).days
    if left == 0:
        return _("今天到期")
    if left < 0:
        return ngettext("超期 %(n)s 天", "超期 %(n)s 天", -left) % {"n": -left}
    return ngettext("还有 %(n)s 天", "还有 %(n)s 天", left) % {"n": left}


def urgency(due: date, today: date) -> str:
    left = (due - today).days
    if left < 0:
        return "bad"
    return "warn" if left <= 3 else ""


@register.filter
@remembered
def days_left(due: date | None, today: date) -> SafeString | str:
    if due is None:
        return ""
    return format_html('<span class="badge {}">{}</span>', urgency(due, today), days_left_text(due, today))


@register.filter
def get(mapping: Any, key: Any) -> Any:
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The present address with some parameters changed; None takes one away."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            params.pop(name, None)
        else:
            params[name] = value
    return "?" + params.urlencode()


@register.filter
def unlocalized(value: float) -> str:
    """A number for SVG: no thousands separator, whatever the language."""
    return str(value)


@register.filter
def column_name(change: Any) -> str:
    """What a line of the change log is about, in words."""
    return str(apps.get_model(change.table)._meta.get_field(change.field).verbose_name)
