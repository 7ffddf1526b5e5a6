"""The archive: a tar file with the manifest first, then the database, then the papers.

It is written aside, flushed to the disk and renamed: a file with a backup's name is always a whole one.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from . import manifest
from .manifest import Manifest, Piece
from .problems import BackupProblem

MANIFEST, DATABASE, FILES = "manifest.json", "database", "files"
BLOCK = 1 << 20


def piece(path: Path) -> Piece:
    with path.open("rb") as stream:
        return Piece(size=path.stat().st_size, sha256=hashlib.file_digest(stream, "sha256").hexdigest())


def write(target: Path, description: Manifest, *, database: Path, files: Mapping[str, Path]) -> None:
    with aside(target) as stream, tarfile.open(fileobj=stream, mode="w") as tar:
        _add_text(tar, MANIFEST, description.text())
        tar.add(database, DATABASE, filter=_anonymous)
        for name, path in files.items():
            tar.add(path, f"{FILES}/{name}", filter=_anonymous)


@contextmanager
def aside(target: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is complete and on the disk. Nobody else may read it."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
        _sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


class Archive:
    """A backup to read from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._opened() as tar:
            self.manifest = manifest.read(_read(tar, MANIFEST))

    def extract_database(self, target: Path) -> None:
        with self._opened() as tar:
            self._copy(tar, DATABASE, target, self.manifest.database)

    def extract_files(self, folder: Path, *, wanted: Callable[[Path, Piece], bool]) -> int:
        """Writes those that are wanted, each checked and in one step; says how many."""
        done = 0
        with self._opened() as tar:
            for name, expected in self.manifest.files.items():
                target = _inside(folder, name)
                if wanted(target, expected):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self._copy(tar, f"{FILES}/{name}", target, expected)
                    done += 1
        return done

    def check_files(self) -> list[str]:
        """The names of papers that are damaged or missing in the archive."""
        with self._opened() as tar:
            return [name for name, expected in self.manifest.files.items() if not _intact(tar, name, expected)]

    @contextmanager
    def _opened(self) -> Iterator[tarfile.TarFile]:
        try:
            with tarfile.open(self.path, "r:") as tar:
                yield tar
        except FileNotFoundError as error:
            raise BackupProblem(_("找不到备份文件 %(path)s") % {"path": self.path}) from error
        except (tarfile.TarError, EOFError, KeyError) as error:
            raise BackupProblem(_("%(path)s 不是完整的备份，请换用另一份") % {"path": self.path}) from error

    def _copy(self, tar: tarfile.TarFile, name: str, target: Path, expected: Piece) -> None:
        digest = hashlib.sha256()
        with _stream(tar, name) as source, aside(target) as stream:
            while block := source.read(BLOCK):
                digest.update(block)
                stream.write(block)
            if digest.hexdigest() != expected.sha256:
                raise BackupProblem(_("备份中的 %(name)s 已损坏，请换用另一份备份") % {"name": name})


def _intact(tar: tarfile.TarFile, name: str, expected: Piece) -> bool:
    with suppress(KeyError), _stream(tar, f"{FILES}/{name}") as source:
        return hashlib.file_digest(source, "sha256").hexdigest() == expected.sha256  # type: ignore[arg-type]
    return False


def _stream(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    stream = tar.extractfile(name)
    if stream is None:
        raise KeyError(name)
    return stream


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    with _stream(tar, name) as stream:
        return stream.read()


def _inside(folder: Path, name: str) -> Path:
    """A forged archive must not write elsewhere."""
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise BackupProblem(_("备份中有越界的文件名 %(name)s，已拒绝恢复") % {"name": name})
    return target


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    tar.addfile(entry, BytesIO(data))


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def _sync_folder(folder: Path) -> None:
    """The new name is on the disk only when its folder is. Windows cannot open folders, and needs no such call."""
    flags: Any = getattr(os, "O_DIRECTORY", None)
    if flags is None:
        return
    descriptor = os.open(folder, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
