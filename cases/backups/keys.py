"""The fingerprints of the keys that a backup's personal data need."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cases import crypto


def fingerprints() -> dict[str, str]:
    """One for each key file: they tell whether two are the same, and nothing about them."""
    return {path.name: _fingerprint(path.read_bytes()) for path in sorted(crypto.directory().glob("*.key"))}


def lacking(needed: Mapping[str, str]) -> list[str]:
    """The keys that are needed and not here. More than are needed do no harm: keys are rotated."""
    here = fingerprints()
    return [name for name, print_ in needed.items() if here.get(name) != print_]


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(b"wangdu key fingerprint" + key.strip()).hexdigest()[:16]
