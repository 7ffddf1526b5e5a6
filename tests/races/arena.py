"""A database of its own and eight processes that write it at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")
CLERKS = 8


class Arena:
    """Where the races run: `environment` names the database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "wangdu.settings",
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "ERROR",
        }

    def manage(self, *arguments: str) -> str:
        return self._run([sys.executable, "manage.py", *arguments])

    def python(self, code: str) -> str:
        """A few lines inside the program; what they print."""
        return self._run([sys.executable, "-c", f"import django; django.setup()\n{code}"])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def begin(self) -> None:
        self.manage("migrate", "--verbosity", "0")
        self.python(
            "from cases import crypto, loading\n"
            "from cases.models import Organ\n"
            "crypto.create_keys(); loading.load_calendar()\n"
            "Organ.objects.create(code='130631', name='望都县人民政府')\n"
        )


class Clerk:
    """One process; `ask` sends an order, `hear` waits for its answer."""

    def __init__(self, arena: Arena) -> None:
        command = [sys.executable, str(WORKER)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, env=arena.environment, stdin=pipe, stdout=pipe, text=True)

    def ask(self, order: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout is not None
        answer = self.process.stdout.readline().strip()
        assert answer, "the process died; its last words stand on standard error"
        return answer

    def leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)


@contextmanager
def clerks(arena: Arena) -> Iterator[list[Clerk]]:
    found = [Clerk(arena) for _ in range(CLERKS)]
    try:
        for clerk in found:
            assert clerk.hear() == "ready"
        yield found
    finally:
        for clerk in found:
            clerk.leave()


def together(found: list[Clerk], order: str) -> list[str]:
    """All are told before anybody is heard."""
    for clerk in found:
        clerk.ask(order)
    return [clerk.hear() for clerk in found]


@contextmanager
def database(folder: Path, server: str) -> Iterator[str]:
    """The address of an empty database: a file, or one on the given PostgreSQL server that is dropped afterwards."""
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'races.sqlite3'}"
        return
    import psycopg

    name = f"races_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
