"""The program's migrations and one more, as a next version might bring: tables rebuilt, a column added and filled."""

from __future__ import annotations

from pathlib import Path

from cases import migrations

__path__ = [str(Path(__file__).parent), *migrations.__path__]
