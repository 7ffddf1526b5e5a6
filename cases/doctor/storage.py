from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .finding import Finding, fix, note, ok

SUBJECT = "磁盘"
FOLDERS = {"数据目录": "VAR_DIR", "备份目录": "BACKUP_DIR"}
LEAST, LITTLE = 500_000_000, 5_000_000_000


def room() -> Iterator[Finding]:
    """The probe shows the messages to everybody: where a folder lies stands in the hint."""
    for name, free in free_bytes().items():
        facts = {"name": name, "free": f"{free / 1_000_000_000:.1f}", "path": getattr(settings, FOLDERS[name])}
        if free < LEAST:
            hint = _("请清理或扩容，写满后无法登记案件：%(path)s") % facts
            yield fix(SUBJECT, _("%(name)s只剩 %(free)s GB") % facts, hint)
        elif free < LITTLE:
            yield note(SUBJECT, _("%(name)s剩余 %(free)s GB") % facts, _("请安排清理或扩容：%(path)s") % facts)
        else:
            yield ok(SUBJECT, _("%(name)s剩余 %(free)s GB") % facts)


def free_bytes() -> dict[str, int]:
    """By folder; two folders of one disk are told once."""
    found: dict[int, tuple[str, int]] = {}
    for name, setting in FOLDERS.items():
        path = _existing(Path(getattr(settings, setting)))
        found.setdefault(path.stat().st_dev, (name, shutil.disk_usage(path).free))
    return dict(found.values())


def _existing(path: Path) -> Path:
    return next(parent for parent in (path, *path.parents) if parent.exists())
