"""What surrounds every page: navigation, names, the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import clock
from cases.models import Case

from .who import user_of

SITE_TITLE = gettext_lazy("行政复议办案")
COUNT_CAP = 10_000
CASES = re.compile(r"/cases/\d+/")


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    icon: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    items: tuple[Item, ...]


def page(request: HttpRequest, template: str, *, title: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, template, {**frame_context(request), "title": title, **context}, status=status)


def frame_context(request: HttpRequest) -> dict[str, Any]:
    """For our own pages as for the stock ones. Lazy: an error page or a fragment asks for none of it."""
    return {
        "site_title": SITE_TITLE,
        "site_header": SITE_TITLE,
        "today": clock.today(),
        "organ_name": SimpleLazyObject(lambda: organ_name(request)),
        "navigation": SimpleLazyObject(lambda: tuple(navigation(request))),
    }


def organ_name(request: HttpRequest) -> str:
    organ = getattr(user_of(request), "organ", None)
    return organ.name if organ else ""


def navigation(request: HttpRequest) -> Iterator[Group]:
    """Only what the user may open; a group without items is left out."""
    for label, entries in (
        (_("办案"), WORK),
        (_("监督"), OVERSIGHT),
        (_("基础"), BASICS),
    ):
        items = tuple(item(request, *entry) for entry in entries if allowed(request, entry[3]))
        if items:
            yield Group(label, items)


WORK = (
    (gettext_lazy("工作台"), "home", "admin:index", "cases.view_case"),
    (gettext_lazy("收件登记"), "add", "admin:registration", "cases.register_case"),
    (gettext_lazy("案件"), "cases", "admin:case_list", "cases.view_case"),
    (gettext_lazy("应诉登记"), "court", "admin:litigation", "cases.view_litigation"),
)
OVERSIGHT = (
    (gettext_lazy("统计分析"), "chart", "admin:statistics", "cases.run_report"),
    (gettext_lazy("年度报告"), "report", "admin:annual_report", "cases.run_report"),
    (gettext_lazy("已发布报告"), "lock", "admin:published_reports", "cases.run_report"),
    (gettext_lazy("个人信息查看记录"), "log", "admin:cases_reveallog_changelist", "cases.view_reveallog"),
    (gettext_lazy("导出记录"), "save", "admin:cases_exportlog_changelist", "cases.view_exportlog"),
)
BASICS = (
    (gettext_lazy("行政机关"), "agency", "admin:cases_agency_changelist", "cases.view_agency"),
    (gettext_lazy("工作日历"), "calendar", "admin:calendar", "cases.view_calendarday"),
    (gettext_lazy("代码表"), "codes", "admin:cases_code_changelist", "cases.view_code"),
    (gettext_lazy("用户"), "people", "admin:cases_user_changelist", "cases.view_user"),
    (gettext_lazy("接口令牌"), "log", "admin:cases_token_changelist", "cases.view_token"),
)


def allowed(request: HttpRequest, permission: str) -> bool:
    return bool(user_of(request).has_perm(permission))


def item(request: HttpRequest, label: Any, icon: str, view: str, permission: str) -> Item:
    url = reverse(view)
    current = request.path == url or bool(
        CASES.match(request.path) if view == "admin:case_list" else inside(request.path, url)
    )
    count = overdue_count(request) if view == "admin:case_list" else 0
    return Item(str(label), icon, url, current, count)


def inside(path: str, url: str) -> bool:
    return url.count("/") > 1 and url != reverse("admin:case_list") and path.startswith(url)


def overdue_count(request: HttpRequest) -> int:
    """The overdue cases of the user, or of the organ for who assigns them."""
    cases = Case.objects.visible_to(user_of(request)).overdue(today=clock.today())
    if not user_of(request).has_perm("cases.assign_case"):
        cases = cases.on_desk_of(user_of(request))
    return cases[:100].count()


def capped(queryset: Any) -> tuple[int, str]:
    """How many rows, and how to say it: counting stops at 10,000."""
    count = queryset.order_by()[: COUNT_CAP + 1].count()
    return (COUNT_CAP, f"{COUNT_CAP:,}+") if count > COUNT_CAP else (count, f"{count:,}")
