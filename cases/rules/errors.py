"""What the rules say when a history is impossible or an input cannot be read."""

from __future__ import annotations


class RuleError(Exception):
    """A sentence for the reader, with a code for the program and, where the law is the reason, an article.

    `event` is the place of the offending event in the input, counted from 0, or None.
    """

    def __init__(self, code: str, message: str, *, article: str = "", event: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.article = article
        self.event = event

    def as_dict(self) -> dict[str, str | int | None]:
        return {"code": self.code, "article": self.article or None, "message": self.message, "event": self.event}


class RuleViolation(RuleError):
    """An impossible history: 恢复 without 中止. (Exit 2, HTTP 422.)"""


class Malformed(RuleError):
    """Input that cannot be read as facts at all: an unknown kind, a date that is none. (Exit 1, HTTP 400.)"""
