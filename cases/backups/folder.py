"""The folder of backups: their names carry their moment, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"wangdu-(\d{8}T\d{6}Z)(-\d+)?\.tar")
STAMP = "%Y%m%dT%H%M%SZ"


def folder() -> Path:
    path = Path(settings.BACKUP_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def new(moment: datetime) -> Path:
    """Two of one second get different names."""
    stem = f"wangdu-{moment.astimezone(UTC).strftime(STAMP)}"
    names = [f"{stem}.tar", *(f"{stem}-{place}.tar" for place in range(2, 100))]
    return next(path for name in names if not (path := folder() / name).exists())


def all_backups() -> list[Path]:
    """Oldest first."""
    path = Path(settings.BACKUP_DIR)
    found = [file for file in path.iterdir() if NAME.fullmatch(file.name)] if path.is_dir() else []
    return sorted(found, key=lambda file: (taken_at(file), len(file.name), file.name))


def newest() -> Path | None:
    return next(reversed(all_backups()), None)


def taken_at(file: Path) -> datetime:
    match = NAME.fullmatch(file.name)
    if match is None:
        raise ValueError(f"{file.name} is no backup's name")
    return datetime.strptime(match[1], STAMP).replace(tzinfo=UTC)


def prune(*, keep: int) -> list[Path]:
    """Removes the oldest ones beyond `keep`; says which."""
    gone = all_backups()[:-keep]
    for file in gone:
        file.unlink()
    return gone
