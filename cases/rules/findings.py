"""What was done against the law: recorded all the same, with the article and a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    code: str
    article: str
    message: str
