"""What a backup says about itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cases.canonical import Summary

from .problems import BackupProblem

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file in the archive: its size and hash."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    created_at: str
    program: str
    vendor: str
    server: str
    migrations: Mapping[str, str]
    counts: Mapping[str, int]
    hashes: Mapping[str, str]
    checksum: str
    anchor: Mapping[str, Any]
    keys: Mapping[str, str]
    database: Piece
    files: Mapping[str, Piece] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def summary(self) -> Summary:
        return Summary(self.counts, self.hashes)

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


def read(text: bytes) -> Manifest:
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise BackupProblem(_("备份由更新版本的程序制作，请先升级程序"))
        pieces = {path: Piece(**piece) for path, piece in data.pop("files").items()}
        return Manifest(**{**data, "database": Piece(**data["database"]), "files": pieces})
    except (ValueError, KeyError, TypeError) as error:
        raise BackupProblem(_("备份的清单无法识别，文件可能已损坏")) from error
