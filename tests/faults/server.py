"""gunicorn as it runs in earnest, in a session of its own so that all of it can be killed at once."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

from .place import ROOT, Place

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


class Server:
    def __init__(
        self,
        place: Place,
        *,
        workers: int = 2,
        threads: int = 4,
        wsgi: str = "wangdu.wsgi",
        prefix: Sequence[str] = (),
    ) -> None:
        self.place, self.port, self.wsgi, self.prefix = place, free_port(), wsgi, prefix
        self.size = ["--workers", str(workers), "--threads", str(threads)]
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        command = [
            *self.prefix,
            sys.executable,
            "-m",
            "gunicorn",
            f"{self.wsgi}:application",
            "--worker-class",
            "gthread",
        ]
        options = ["--bind", f"127.0.0.1:{self.port}", "--timeout", "60", "--log-level", "critical", *self.size]
        with (self.place.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command + options, cwd=ROOT, env=self.place.environment, start_new_session=True, stdout=log, stderr=log
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                if self.get("/healthz/live")[0] == 200:
                    return
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"the server does not start: {(self.place.folder / 'server.log').read_text()[-2000:]}")

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        opened = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            opened.request("GET", path, headers=headers)
            answer = opened.getresponse()
            return answer.status, answer.read()
        finally:
            opened.close()

    def kill(self) -> None:
        """As if the machine had lost this program in the middle of everything."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=30)
        self.kill()
