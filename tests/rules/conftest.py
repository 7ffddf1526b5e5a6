"""What the tests of the rules share. They need neither Django nor a database."""

from __future__ import annotations

import pytest
from golden import work_calendar

from cases.rules.calendar import WorkCalendar


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """The working-day calendar of the notices of 2004 to 2026."""
    return work_calendar()
