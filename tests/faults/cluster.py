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
        os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", "wangdu", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "wangdu", "wangdu")

    @property
    def url(self) -> str:
        return f"postgresql://wangdu@127.0.0.1:{self.port}/wangdu"

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(RuntimeError):
            self.restart("immediate", start=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def copy(self, name: str) -> str:
        """The address of a copy of the database as it was filled."""
        options = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "wangdu"]
        self._run("createdb", *options, "--template=wangdu", name)
        return self.url.removesuffix("wangdu") + name

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-l", log, "-w", "-t", "60", "-o", options, "start")

    def restart(self, mode: str, *, start: bool = True) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "-t", "60", "stop")
        if start:
            self.start()

    def kill(self) -> None:
        """The postmaster is stopped first, so that it cannot tidy up after its children."""
        master = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(master, signal.SIGSTOP)
        for child in _children(master):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        os.kill(master, signal.SIGKILL)
        _gone(master)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), *arguments]
        account = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        with tempfile.TemporaryFile() as said:  # the server keeps its output open: a pipe would wait for it
            done = subprocess.run(
                command,
                check=False,
                stdout=said,
                stderr=said,
                cwd=self.folder,
                **(account if os.geteuid() == 0 else {}),
            )
            said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program}: {said.read().decode(errors='replace')}")


def _account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("no account to run PostgreSQL under")


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in found]


def _gone(pid: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            return
        time.sleep(0.02)
    raise RuntimeError("the database does not die")
