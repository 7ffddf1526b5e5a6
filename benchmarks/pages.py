"""Answers how long each page of one filled database takes. Started by growth.py, once for each size."""

from __future__ import annotations

from asked import answer
from django.test.utils import override_settings
from measure import Bench

if __name__ == "__main__":
    with override_settings(ALLOWED_HOSTS=["*"]):
        bench = Bench()
        answer({name: bench.get(path) for name, path in bench.paths().items()})
