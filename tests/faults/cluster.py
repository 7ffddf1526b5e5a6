"""A PostgreSQL of its own on a loopback port, which may be killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from .server import free_port


def binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    given = shutil.which("initdb")
    return found[-1].parent if found else Path(given).resolve().parent if given else None


class Cluster:
    def __init__(self) -> None:
        bin_folder = binaries()
        if bin_folder is None:
            raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
        self.bin, self.port = bin_folder, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="faults-pg."))
        self.data = self.folder / "data"
        self.account = _account()
        self.process: subprocess.Popen[bytes] | None = None
        os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", "wangdu", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self._run("createdb", *self._place(), "wangdu")

    @property
    def url(self) -> str:
        return f"postgresql://wangdu@127.0.0.1:{self.port}/wangdu"

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def copy(self, name: str) -> str:
        """The address of a copy of the database as it was filled."""
        self._run("createdb", *self._place(), "--template=wangdu", name)
        return self.url.removesuffix("wangdu") + name

    def start(self) -> None:
        """A child of ours, so that we can wait for its end: a zombie's lock file would stand in the way."""
        options = [f"--port={self.port}", "-c", "listen_addresses=127.0.0.1", "-k", str(self.folder)]
        command = [str(self.bin / "postgres"), "-D", str(self.data), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self._as_account())
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(RuntimeError):
                return self._run("pg_isready", *self._place()[:4])
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])

    def stop(self) -> None:
        """At once, without a checkpoint: the next start has to recover."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=60)
            self.process = None

    def kill(self) -> None:
        """The postmaster is stopped first, so that it cannot tidy up after its children."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGSTOP)
        for child in _children(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.wait(timeout=60)
        self.process = None

    def _place(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "wangdu"]

    def _as_account(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root."""
        if os.geteuid():
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), *arguments]
        done = subprocess.run(command, check=False, capture_output=True, cwd=self.folder, **self._as_account())
        if done.returncode:
            raise RuntimeError(f"{program}: {(done.stdout + done.stderr).decode(errors='replace')}")


def _account() -> pwd.struct_passwd:
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("no account to run PostgreSQL under")


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in found]
