from __future__ import annotations

import pytest

from cases import ids
from cases.models import Case, Event

pytestmark = pytest.mark.django_db


def test_keys_that_were_taken_are_not_given_again() -> None:
    cases, events = (list(given) for given in ids.take({Case: 3, Event: 2}))
    again, _events = (list(given) for given in ids.take({Case: 2, Event: 0}))
    later, after = (list(given) for given in ids.reserve({Case: 2, Event: 1}))
    assert cases == list(range(cases[0], cases[0] + 3))
    assert again == [cases[-1] + 1, cases[-1] + 2]
    assert (later[0], after) == (again[-1] + 1, [events[-1] + 1])
