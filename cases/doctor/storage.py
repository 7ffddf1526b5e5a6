from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .finding import Finding, fix, note, ok

SUBJECT = "磁盘"
LEAST, LITTLE = 500_000_000, 5_000_000_000


def room() -> Iterator[Finding]:
    for path, free in free_bytes().items():
        facts = {"path": path, "free": f"{free / 1_000_000_000:.1f}"}
        if free < LEAST:
            yield fix(SUBJECT, _("%(path)s 只剩 %(free)s GB") % facts, _("请清理或扩容，写满后无法登记案件"))
        elif free < LITTLE:
            yield note(SUBJECT, _("%(path)s 剩余 %(free)s GB") % facts, _("请安排清理或扩容"))
        else:
            yield ok(SUBJECT, _("%(path)s 剩余 %(free)s GB") % facts)


def free_bytes() -> dict[str, int]:
    """By folder; two folders of one disk are told once."""
    found: dict[int, tuple[str, int]] = {}
    for folder in (settings.VAR_DIR, settings.BACKUP_DIR):
        path = _existing(Path(folder))
        found.setdefault(path.stat().st_dev, (str(folder), shutil.disk_usage(path).free))
    return dict(found.values())


def _existing(path: Path) -> Path:
    return next(parent for parent in (path, *path.parents) if parent.exists())
