from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases import clock
from cases.models import Case

from .finding import Finding, fix, ok

SUBJECT = "夜间任务"


def refreshed() -> Iterator[Finding]:
    """Cases whose change came yesterday or earlier: last night's refresh did not run."""
    if Case.objects.filter(next_change_on__lt=clock.today()).exists():
        hint = _("请运行 manage.py refresh_cases，并检查定时任务（systemctl list-timers 'wangdu-*'）")
        yield fix(SUBJECT, _("夜间刷新没有运行，部分案件的状态和期限不是今天的"), hint)
    else:
        yield ok(SUBJECT, _("案件状态已刷新"))
