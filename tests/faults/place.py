"""An installation of its own in a temporary folder, with its environment and its commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).with_name("inside.py")


class Place:
    def __init__(self, folder: Path, *, database_url: str = "", **environment: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "KEYS_DIR", "DEBUG")}
        self.environment = {
            **kept,
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url,
            "API_PER_MINUTE": "1000000",
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "wangdu.settings",
            "PYTHONPATH": f"{ROOT}:{INSIDE.parent}",
            **environment,
        }

    @property
    def database(self) -> Path:
        return self.folder / "db.sqlite3"

    def manage(self, *arguments: str, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
        return self._run([sys.executable, "manage.py", *arguments], check=check, **options)

    def inside(self, name: str, *, given: Any = None, seconds: float = 600) -> Any:
        """Runs a function of `inside.py` with this installation's settings; its answer is JSON."""
        done = self._run([sys.executable, str(INSIDE), name], input=json.dumps(given), check=True, timeout=seconds)
        return json.loads(done.stdout)

    def begin(self) -> str:
        """An installation ready for work: tables, keys, calendar, an organ, an agency, a clerk. Gives his token."""
        return str(self.inside("begin")["token"])

    def _run(self, command: list[str], *, check: bool, **options: Any) -> subprocess.CompletedProcess[str]:
        options = {
            "timeout": 600,
            "capture_output": True,
            "text": True,
            "cwd": ROOT,
            "env": self.environment,
            **options,
        }
        done = subprocess.run(command, check=False, **options)
        if check and done.returncode:
            raise RuntimeError(f"{' '.join(command[1:4])} failed:\n{done.stdout}\n{done.stderr}")
        return done
