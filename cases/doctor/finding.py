from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """FIX: must be put right (exit code 1). AWAY: until then nobody can work (the probe answers 503)."""

    OK = 0
    NOTE = 1
    FIX = 2
    AWAY = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and what to do about it."""

    subject: str
    level: Level
    message: str
    hint: str = ""


def ok(subject: str, message: str) -> Finding:
    return Finding(subject, Level.OK, message)


def note(subject: str, message: str, hint: str = "") -> Finding:
    return Finding(subject, Level.NOTE, message, hint)


def fix(subject: str, message: str, hint: str) -> Finding:
    return Finding(subject, Level.FIX, message, hint)


def away(subject: str, message: str, hint: str) -> Finding:
    return Finding(subject, Level.AWAY, message, hint)
