"""iCalendar as RFC 5545 wants it: escaped text, lines folded at 75 octets, never inside a character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

LONGEST = 75


def calendar(name: str, events: Iterable[list[str]]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//wangdu//cases//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    r"""Backslash, semicolon, comma and line break; a carriage return has no place in it (3.3.11)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    return b"\r\n ".join(part.encode() for part in parts(line)) + b"\r\n"


def parts(line: str) -> Iterator[str]:
    """The blank that begins a continued line counts as one of its octets (3.1)."""
    part, room = "", LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = "", LONGEST - 1
        part, room = part + letter, room - size
    yield part


def day(value: date) -> str:
    return value.strftime("%Y%m%d")


def moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
