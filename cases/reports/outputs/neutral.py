"""Text for spreadsheets: what a program would read as a formula gets an apostrophe in front."""

from __future__ import annotations

import unicodedata
from typing import Final

TRIGGERS: Final = frozenset("=+-@\t\r\n＝＋－＠")


def neutral(text: str) -> str:
    """`=1+1` becomes `'=1+1`, also in full-width letters and behind characters that cannot be seen."""
    first = next((letter for letter in text if not _is_unseen(letter)), "")
    return f"'{text}" if first in TRIGGERS or text[:1] in TRIGGERS else text


def _is_unseen(letter: str) -> bool:
    """Zero-width characters and blanks, but not tab and carriage return, which are triggers themselves."""
    return letter not in TRIGGERS and unicodedata.category(letter) in ("Cf", "Zs", "Cc")
