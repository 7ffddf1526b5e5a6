"""The rows of the case list as HTML. Written here and not in a template: fifty rows of a template cost more
processor time than all the rest of the page (benchmarks/list_speed.py). Every text is escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.models import Case
from cases.rules.terms import Stage
from cases.templatetags.ui import badge, days_left, icon, label, short_day
from cases.work_row import WorkRow

COLUMNS = (
    *("number", "applicants", "accepted_on", "filed_on", "closed_on", "voided_on", "archived_on"),
    *("state", "stage", "outcome", "disposition", "edition", "has_finding", "due_on", "due_key", "due_kind"),
    *("respondent__name", "handler__name", "handler__username", "second__name", "second__username"),
)
"""What a row shows, and what the list is ordered by."""

ROW = (
    '<tr><td class="pick"><input type="checkbox" name="case" value="{pk}" form="bulk" aria-label="{choose} {number}">'
    '<button class="star" formaction="{watch}" formmethod="post" form="bulk" aria-pressed="{watched}" title="{star}">'
    '{star_icon}<span class="visually-hidden">{star} {number}</span></button></td>'
    '<td><a class="number strong" href="{page}">{number}</a><span class="sub">{received}</span></td>'
    '<td data-label="{head_parties}"><span>{applicants}<span class="sub">{respondent}</span></span></td>'
    '<td data-label="{head_state}"><span>{state}</span></td>'
    '<td data-label="{head_next}"><span>{action}<span class="sub">{grounds}</span></span></td>'
    '<td data-label="{head_due}"><span class="nowrap">{due}</span></td>'
    '<td data-label="{head_handlers}"><span class="nowrap">{handlers}</span></td></tr>\n'
)


def html(rows: Iterable[WorkRow], *, today: date, watched: Collection[int]) -> SafeString:
    words = {
        "choose": _("选择"),
        "star": _("关注"),
        "star_icon": icon("star"),
        "head_parties": _("当事人"),
        "head_state": _("状态"),
        "head_next": _("下一步"),
        "head_due": _("期限"),
        "head_handlers": _("承办"),
    }
    row = Rows(today, watched)
    return mark_safe("".join(ROW.format(**words, **row.cells(one)) for one in rows))


class Rows:
    """The cells of one page. What many rows share, words of a language among it, is made once."""

    def __init__(self, today: date, watched: Collection[int]) -> None:
        self.today, self.watched = today, watched
        self.page, self.watch = reverse("admin:case_page", args=[0]), reverse("admin:watch", args=[0])
        self.badge, self.label, self.translated = cache(badge), cache(label), cache(_)
        self.received = cache(lambda day: _("%(day)s收件") % {"day": short_day(day, today)})

    def cells(self, row: WorkRow) -> dict[str, Any]:
        case = row.case
        number = escape(case.number)
        return {
            "pk": case.pk,
            "number": number,
            "page": self.page.replace("0", str(case.pk)),
            "watch": self.watch.replace("0", str(case.pk)),
            "watched": "true" if case.pk in self.watched else "false",
            "received": self.received(case.accepted_on),
            "applicants": escape(case.applicants),
            "respondent": escape(case.respondent.name) if case.respondent else "",
            "state": self._state(case) + self._finding(case),
            "action": escape(row.action),
            "grounds": escape(" · ".join(filter(None, (row.article, row.effect)))),
            "due": self._due(row),
            "handlers": self._handlers(case),
        }

    def _state(self, case: Case) -> str:
        if case.voided_on:
            return self._badge("bad", "作废")
        shown = [self.badge(case.state, "state")]
        if case.closed_on is None or case.stage == Stage.TO_BE_SERVED:
            shown.append(self.badge(case.stage, "stage"))
        if case.outcome:
            shown.append(below(self.label(case.outcome, "outcome")))
        if case.disposition:
            shown.append(below(case.get_disposition_display()))
        return " ".join(shown)

    def _finding(self, case: Case) -> str:
        return f" {self._badge('warn', '有提示')}" if case.has_finding else ""

    def _due(self, row: WorkRow) -> str:
        due = row.case.due_on
        if due is None:
            return ""
        provisional = f" {self._badge('prov', '暂定')}" if row.provisional else ""
        return f'{days_left(due, self.today)}<span class="sub">{short_day(due, self.today)}{provisional}</span>'

    def _handlers(self, case: Case) -> str:
        lead = escape(str(case.handler)) if case.handler else ""
        if not lead and case.closed_on is None and not case.voided_on:
            lead = self._badge("warn", "未指定")
        return lead + (below(case.second) if case.second else "")

    def _badge(self, tone: str, word: str) -> str:
        return f'<span class="badge {tone}">{self.translated(word)}</span>'


def below(text: Any) -> str:
    return f'<span class="sub">{escape(str(text))}</span>'
