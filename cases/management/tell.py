"""How long-running commands tell where they are."""

from __future__ import annotations

from django.core.management.base import OutputWrapper


class Progress:
    """A line that grows over: on a terminal it is rewritten, in a log every tenth part stands on its own line."""

    def __init__(self, out: OutputWrapper, what: str, *, of: int) -> None:
        self.out, self.what, self.of, self.done, self.told = out, what, of, 0, 0

    def advance(self, count: int) -> None:
        self.done += count
        if self.out.isatty():
            self.out.write(f"\r{self.what} {self.done:,} / {self.of:,}", ending="")
        elif self.of and self.done * 10 // self.of > self.told:
            self.told = self.done * 10 // self.of
            self.out.write(f"{self.what} {self.done:,} / {self.of:,}")

    def finish(self) -> None:
        if self.out.isatty():
            self.out.write("")
