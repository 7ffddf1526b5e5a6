"""One row of the table of faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FAILURES = ("lost", "foreign", "duplicates", "half", "numbers", "damage")


@dataclass
class Result:
    name: str
    rounds: int
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.failures and self.lost == 0 and self.half == 0

    def judge(self, verdict: Mapping[str, Any]) -> None:
        """Takes over what `inside.check` found; may be called again as the history grows."""
        self.acknowledged = verdict["acknowledged"]
        self.lost, self.half = len(verdict["lost"]), len(verdict["half"])
        for name in FAILURES:
            if verdict[name]:
                self.failures.append(f"{name}: {verdict[name][:3]}")

    def refuse(self, condition: object, sentence: str) -> None:
        if condition:
            self.failures.append(sentence)

    def row(self) -> str:
        cells = [self.name, self.rounds, self.acknowledged, self.lost, self.half, "; ".join(self.notes)]
        return "| " + " | ".join(map(str, cells)) + " |"


HEAD = "| 试验 | 轮数 | 已确认写入 | 丢失 | 不完整 | 说明 |\n|---|---:|---:|---:|---:|---|"
