from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from cases import clock
from cases.models import CalendarNotice

from .finding import Finding, fix, note, ok

SUBJECT = "工作日历"
AHEAD = timedelta(days=60)
"""A decision period: from then on due dates of new cases are provisional."""


def announced() -> Iterator[Finding]:
    """Notices are given in the autumn before; without one only weekends rest, and due dates are provisional."""
    today = clock.today()
    needed = {today.year, (today + AHEAD).year}
    missing = sorted(needed - set(CalendarNotice.objects.filter(year__in=needed).values_list("year", flat=True)))
    if not missing:
        yield ok(SUBJECT, _("未来60日的放假安排均已载入"))
    for year in missing:
        sentence = _("%(year)s年的放假通知尚未载入，涉及该年的期限均为暂定") % {"year": year}
        hint = _("国务院办公厅公布后，请在“工作日历”中载入，或运行 manage.py load_calendar")
        yield (fix if year == today.year else note)(SUBJECT, sentence, hint)
