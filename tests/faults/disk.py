"""A disk that forgets what was not flushed: contents by sector, names by folder."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .trace import Step

SECTOR = 512


@dataclass
class Inode:
    """What is certainly on the disk, and what may or may not be."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)

    def flush(self) -> None:
        self.durable = self.after(lambda: True)
        self.pending.clear()

    def after(self, kept: Callable[[], bool]) -> bytearray:
        content = bytearray(self.durable)
        for step in self.pending:
            if step.kind == "cut":
                if kept():
                    del content[step.offset :]
                    content.extend(bytes(step.offset - len(content)))
                continue
            for start in range(0, len(step.data), SECTOR):
                if kept():
                    _put(content, step.offset + start, step.data[start : start + SECTOR])
        return content


class Disk:
    def __init__(self, files: dict[str, bytes]) -> None:
        self.names = {name: Inode(bytearray(content)) for name, content in files.items()}
        self.durable_names = dict(self.names)

    def apply(self, step: Step) -> None:
        if step.kind == "create" and step.name not in self.names:
            self.names[step.name] = Inode()
        elif step.kind in ("write", "cut"):
            self.names[step.name].pending.append(step)
        elif step.kind == "flush":
            self.names[step.name].flush()
        elif step.kind == "flush_folder":
            self.durable_names = dict(self.names)
        elif step.kind == "remove":
            self.names.pop(step.name, None)

    def crash(self, folder: Path, *, share: float, names_kept: bool, seed: int) -> None:
        """Writes what is left: of unflushed sectors a share, of unflushed names all or none."""
        chance = random.Random(seed)
        for path in folder.iterdir():
            path.unlink()
        for name, inode in (self.names if names_kept else self.durable_names).items():
            (folder / name).write_bytes(inode.after(lambda: chance.random() < share))


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
