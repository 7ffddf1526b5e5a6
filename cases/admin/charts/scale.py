"""The scale at the left of a chart."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT, TOP, BASE, LEFT = 600, 190, 20, 160, 38


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 up to a round number that no value passes."""

    top: int
    step: int

    @classmethod
    def upto(cls, most: int) -> Scale:
        step = max(1, -(-most // 5))
        return cls(step * max(1, -(-most // step)), step)

    def height(self, value: float) -> float:
        return round(value * (BASE - TOP) / self.top, 1)

    def y(self, value: float) -> float:
        return round(BASE - self.height(value), 1)

    @property
    def lines(self) -> tuple[tuple[int, float], ...]:
        return tuple((value, self.y(value)) for value in range(0, self.top + 1, self.step))


def slots(count: int) -> list[tuple[float, float]]:
    """The left edge and the width of so many equal places beside each other."""
    width = (WIDTH - LEFT) / max(count, 1)
    return [(round(LEFT + place * width, 1), round(width, 1)) for place in range(count)]
