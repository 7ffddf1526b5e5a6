from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from cases import clock
from cases.backups import drills, folder
from cases.models import Case

from .finding import Finding, fix, note, ok

SUBJECT = "备份"
DUE, LATE = timedelta(hours=26), timedelta(days=7)
DRILL = timedelta(days=35)


def recent() -> Iterator[Finding]:
    newest = folder.newest()
    age = clock.now() - folder.taken_at(newest) if newest else None
    hint = _("请运行 manage.py backup，并检查定时任务（systemctl list-timers 'wangdu-*'）")
    if age is None:
        level = fix if Case.objects.exists() else note
        yield level(SUBJECT, _("还没有备份"), hint)
    elif age > DUE:
        level = fix if age > LATE else note
        yield level(SUBJECT, _("最近一次备份已是 %(n)s 小时以前") % {"n": round(age.total_seconds() / 3600)}, hint)
    else:
        yield ok(SUBJECT, _("最近一次备份在 %(n)s 小时前") % {"n": round(age.total_seconds() / 3600)})


def tried() -> Iterator[Finding]:
    """A backup that nobody has restored is a hope."""
    last = drills.last()
    hint = _("请运行 manage.py verify_backup")
    if last is None:
        yield note(SUBJECT, _("还没有做过恢复演练"), hint)
    elif not last["ok"]:
        yield fix(
            SUBJECT, _("最近一次恢复演练没有通过：%(problems)s") % {"problems": "；".join(last["problems"])}, hint
        )
    elif clock.now() - datetime.fromisoformat(last["at"]) > DRILL:
        yield note(SUBJECT, _("上次恢复演练在 %(day)s") % {"day": last["at"][:10]}, hint)
    else:
        yield ok(SUBJECT, _("恢复演练于 %(day)s 通过") % {"day": last["at"][:10]})
