"""Another clock for a whole process: CLOCK_SHIFT seconds from now, ticking on."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import time_machine


def shift() -> None:
    moment = datetime.fromtimestamp(time.time() + float(os.environ["CLOCK_SHIFT"]), UTC)
    time_machine.travel(moment, tick=True).start()
