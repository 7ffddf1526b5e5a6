"""What the two databases need to be copied out and in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import postgresql, sqlite

Inspect = Callable[[str], Any]


class Engine(Protocol):
    """`dump` calls `inspect` with the alias under which exactly the copied data can be read, and returns its answer."""

    def version(self, connection: BaseDatabaseWrapper) -> str: ...

    def dump(self, connection: BaseDatabaseWrapper, target: Path, *, inspect: Inspect) -> Any: ...

    def load(self, source: Path, connection: BaseDatabaseWrapper) -> None: ...

    def throwaway(self, folder: Path) -> AbstractContextManager[dict[str, Any]]: ...


def engine(vendor: str) -> Engine:
    return {"sqlite": sqlite, "postgresql": postgresql}[vendor]


@contextmanager
def throwaway(vendor: str, folder: Path) -> Iterator[str]:
    """The alias of an empty database beside the real one, gone afterwards."""
    with engine(vendor).throwaway(folder) as changes, alias(**changes) as name:
        yield name


@contextmanager
def alias(**changes: Any) -> Iterator[str]:
    """A connection like the usual one, but for `changes`."""
    name = f"backup_{os.getpid()}_{uuid4().hex[:8]}"
    connections.settings[name] = {**connections.settings["default"], **changes}
    try:
        yield name
    finally:
        connections[name].close()
        del connections[name]
        del connections.settings[name]
