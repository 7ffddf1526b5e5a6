"""Making a backup while everybody goes on working."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from cases import canonical, clock
from cases.models import Attachment

from . import archive, chains, keys
from .engines import engine
from .manifest import Manifest


def make(target: Path) -> Manifest:
    """The database first, the papers after it: every paper that a row names is on the disk by then."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        database = Path(folder) / "database"
        known = engine(connection.vendor).dump(connection, database, inspect=_inspected)
        papers = _papers()
        files = {name: archive.piece(path) for name, path in papers.items()}
        missing = [name for name, sha in known.pop("papers").items() if name not in files or files[name].sha256 != sha]
        description = Manifest(
            **_origin(), **known, database=archive.piece(database), files=files, missing=sorted(missing)
        )
        archive.write(target, description, database=database, files=papers)
    return description


def program() -> str:
    with (Path(settings.BASE_DIR) / "pyproject.toml").open("rb") as stream:
        return str(tomllib.load(stream)["project"]["version"])


def migrations(*, using: str) -> dict[str, str]:
    """The last migration of each part."""
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return dict(sorted(applied))


def _inspected(using: str) -> dict[str, Any]:
    data = canonical.summary(using=using)
    return {
        "counts": data.counts,
        "hashes": data.hashes,
        "checksum": data.checksum,
        "anchor": chains.heads(using=using).anchor,
        "migrations": migrations(using=using),
        "papers": dict(Attachment.objects.using(using).values_list("file", "sha256")),
    }


def _origin() -> dict[str, Any]:
    return {
        "created_at": clock.now().astimezone(UTC).isoformat(timespec="seconds"),
        "program": program(),
        "vendor": connection.vendor,
        "server": engine(connection.vendor).version(connection),
        "keys": keys.fingerprints(),
    }


def _papers() -> Mapping[str, Path]:
    root = Path(settings.MEDIA_ROOT)
    found = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(root).as_posix(): path for path in found}
