"""All data as one text that is the same on SQLite and PostgreSQL, before a backup and after its restore.

One JSON line a row: keys sorted, no spaces, characters unescaped, moments in UTC; tables by name, rows by primary key.
Encrypted columns appear as they are stored, so that nobody needs a key to compare two databases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import connections, models
from django.db.models.functions import Cast

from cases.models.fields import EncryptedField

BATCH = 2000
Columns = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows each table has, and the hash of their canonical text."""

    counts: Mapping[str, int]
    hashes: Mapping[str, str]

    @property
    def checksum(self) -> str:
        text = "".join(f"{name}:{self.counts[name]}:{self.hashes[name]}\n" for name in sorted(self.hashes))
        return hashlib.sha256(text.encode()).hexdigest()

    def differences(self, other: Summary) -> list[str]:
        """The tables that do not read alike."""
        names = sorted(self.hashes.keys() | other.hashes.keys())
        return [name for name in names if self.hashes.get(name) != other.hashes.get(name)]


def summary(*, using: str = "default", registry: Apps = apps, only: Columns | None = None) -> Summary:
    """`only` limits the tables and columns: an upgrade must keep those there were before."""
    counts, hashes = {}, {}
    for model in tables(using=using, registry=registry):
        name = model._meta.db_table
        if only is None or name in only:
            counts[name], hashes[name] = _hashed(lines(model, using=using, only=only and only[name]))
    return Summary(counts, hashes)


def tables(*, using: str = "default", registry: Apps = apps) -> list[type[models.Model]]:
    """Those of the program that the database has, by name."""
    present = set(connections[using].introspection.table_names())
    found = [model for model in registry.get_models(include_auto_created=True) if model._meta.managed]
    chosen = {model._meta.db_table: model for model in found if not model._meta.proxy}
    return [chosen[name] for name in sorted(chosen) if name in present]


def columns(*, using: str = "default", registry: Apps = apps) -> dict[str, list[str]]:
    return {
        model._meta.db_table: [field.attname for field in model._meta.concrete_fields]
        for model in tables(using=using, registry=registry)
    }


def lines(model: type[models.Model], *, using: str = "default", only: Collection[str] | None = None) -> Iterator[bytes]:
    fields = [field for field in model._meta.concrete_fields if only is None or field.attname in only]
    names = [field.attname for field in fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*map(_stored, fields))
    texts = (_line(dict(zip(names, row, strict=True))) for row in rows.iterator(chunk_size=BATCH))
    return texts if isinstance(model._meta.pk, models.IntegerField) else iter(sorted(texts))  # collations differ


def _stored(field: models.Field[Any, Any]) -> str | Cast:
    """Casting a column leaves out the conversion that would decrypt it."""
    return Cast(field.attname, models.TextField()) if isinstance(field, EncryptedField) else field.attname


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


def _hashed(texts: Iterable[bytes]) -> tuple[int, str]:
    count, digest = 0, hashlib.sha256()
    for text in texts:
        digest.update(text + b"\n")
        count += 1
    return count, digest.hexdigest()
