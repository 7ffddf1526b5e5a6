"""Another clock for a whole process: CLOCK_SHIFT seconds from now, ticking on."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import time_machine


def shift() -> None:
    """The new clock ticks from the first time that somebody looks at it: that is here."""
    moment = time.time() + float(os.environ["CLOCK_SHIFT"])
    time_machine.travel(datetime.fromtimestamp(moment, UTC), tick=True).start()
    time.time()
