from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from .builders import NOON, fact, opened


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    """Noon of 23 November 2026 in Shanghai; time goes on from there."""
    with time_machine.travel(NOON, tick=True) as traveller:
        yield traveller


@pytest.fixture
def case(organ: Any, clerk: Any) -> Any:
    """Received on 2 November, filed on the 5th."""
    return opened(organ, fact("received", "11-02"), fact("filed", "11-05"), by=clerk)
