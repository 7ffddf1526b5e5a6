"""Upright bars, a part of each darker: concluded cases, and the corrected ones among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .scale import HEIGHT, WIDTH, Scale, slots


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    x: float
    width: float
    total: int
    part: int
    y: float
    part_y: float
    height: float
    part_height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    grid: tuple[tuple[int, float], ...]
    width: int = WIDTH
    height: int = HEIGHT


def bars(rows: Sequence[tuple[str, int, int]]) -> Bars:
    """rows: label, total, part."""
    scale = Scale.upto(max((total for _label, total, _part in rows), default=0))
    drawn = tuple(
        Bar(
            label,
            round(left + width * 0.25, 1),
            round(width * 0.5, 1),
            total,
            part,
            scale.y(total),
            scale.y(part),
            scale.height(total),
            scale.height(part),
        )
        for (label, total, part), (left, width) in zip(rows, slots(len(rows)), strict=True)
    )
    return Bars(drawn, scale.lines)
