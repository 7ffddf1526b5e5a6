"""Bringing a backup back, and trying it out beforehand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from cases import canonical
from cases.models import Case, Organ, User

from . import archive, chains, folder, keys
from .archive import Archive
from .engines import engine, throwaway
from .manifest import Manifest, Piece
from .problems import BackupProblem


@dataclass(slots=True)
class Result:
    """What came out of a backup, and everything about it that is not as its manifest says."""

    manifest: Manifest
    heads: chains.Heads
    papers: int = 0
    problems: list[str] = field(default_factory=list)


def is_empty() -> bool:
    """Whether nobody has worked with this database yet."""
    present = set(connection.introspection.table_names())
    return not any(model._meta.db_table in present and model.objects.exists() for model in (Case, Organ, User))


def verify(path: Path) -> Result:
    """Into a throw-away database: needs neither the keys nor the real database's rows."""
    opened = Archive(path)
    _refuse_strangers(opened.manifest)
    with _database(opened) as dump, throwaway(opened.manifest.vendor, dump.parent) as using:
        engine(opened.manifest.vendor).load(dump, connections[using])
        result = _compared(opened.manifest, using=using)
    damaged = opened.check_files()
    result.papers = len(opened.manifest.files)
    result.problems += [_("材料 %(name)s 在备份中已损坏") % {"name": name} for name in damaged]
    result.problems += [_("材料 %(name)s 在备份前已缺失或被改动") % {"name": name} for name in opened.manifest.missing]
    return result


def restore(path: Path) -> Result:
    """Papers first, the database after them in one step: no row ever names a paper that is not there."""
    opened = Archive(path)
    _refuse_strangers(opened.manifest)
    if missing := keys.lacking(opened.manifest.keys):
        sentence = _("缺少这份备份所用的密钥 %(names)s，请先把密钥的备份放回 %(folder)s，再恢复")
        raise BackupProblem(sentence % {"names": "、".join(missing), "folder": settings.KEYS_DIR})
    papers = opened.extract_files(Path(settings.MEDIA_ROOT), wanted=_differs)
    with _database(opened) as dump:
        engine(connection.vendor).load(dump, connection)
    connection.close()
    result = _compared(opened.manifest, using="default")
    result.papers = papers
    return result


@contextmanager
def _database(opened: Archive) -> Iterator[Path]:
    """The database of an archive as a file in a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=folder.folder(), prefix=".restore-") as place:
        target = Path(place) / "database"
        opened.extract_database(target)
        yield target


def _refuse_strangers(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        sentence = _("备份来自 %(theirs)s，而本程序连接的是 %(ours)s，请先改好 DATABASE_URL")
        raise BackupProblem(sentence % {"theirs": manifest.vendor, "ours": connection.vendor})
    known = MigrationLoader(None, ignore_no_migrations=True).graph.nodes
    if unknown := [f"{app}.{name}" for app, name in manifest.migrations.items() if (app, name) not in known]:
        sentence = _("备份由更新版本的程序（%(program)s）制作，请先升级程序：%(names)s")
        raise BackupProblem(sentence % {"program": manifest.program, "names": "、".join(unknown)})


def _compared(manifest: Manifest, *, using: str) -> Result:
    registry = _registry(using)
    heads = chains.verify(using=using, registry=registry)
    result = Result(manifest, heads)
    changed = canonical.summary(using=using, registry=registry).differences(manifest.summary)
    result.problems += [_("数据表 %(name)s 与备份时不符") % {"name": name} for name in changed]
    if heads.anchor != manifest.anchor:
        result.problems.append(_("事项链的存证与备份时不符"))
    result.problems += [_("案件 %(number)s 的事项链已断裂") % {"number": number} for number in heads.broken]
    return result


def _registry(using: str) -> Apps:
    """The tables as they were when the backup was made: it may come from an earlier version of the program."""
    loader = MigrationLoader(connections[using])
    ends = loader.graph.leaf_nodes()
    if all(node in loader.applied_migrations for node in ends):
        return apps
    return loader.project_state([node for node in loader.applied_migrations if node in loader.graph.nodes]).apps


def _differs(target: Path, expected: Piece) -> bool:
    return not target.exists() or archive.piece(target) != expected
