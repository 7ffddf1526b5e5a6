"""The short version; the long one is `python tests/races/races.py`."""

from __future__ import annotations

import os
from pathlib import Path

from tests.races import races


def test_eight_processes_get_one_winner_and_no_number_twice(tmp_path: Path) -> None:
    done = races.run(tmp_path, server=os.environ.get("DATABASE_URL", ""), races=8, creations=40)
    assert (done.races, done.creations) == (8, 40)
