"""A rate over time: a point where there is one, a gap where nothing was concluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cases.reports.ratios import Ratio

from .scale import HEIGHT, WIDTH, Scale, slots


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    shown: str
    x: float
    y: float | None


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[Point, ...]
    grid: tuple[tuple[int, float], ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def pieces(self) -> list[str]:
        """The points that follow each other without a gap, as SVG wants them."""
        found: list[list[str]] = [[]]
        for point in self.points:
            if point.y is None:
                found.append([])
            else:
                found[-1].append(f"{point.x},{point.y}")
        return [" ".join(piece) for piece in found if len(piece) > 1]


def line(rows: Sequence[tuple[str, Ratio]]) -> Line:
    values = [Fraction(100 * ratio.n, ratio.d) if ratio.d else None for _label, ratio in rows]
    scale = Scale.upto(max((int(value) + 1 for value in values if value is not None), default=0))
    points = tuple(
        Point(label, ratio.shown, round(left + width / 2, 1), None if value is None else scale.y(float(value)))
        for (label, ratio), value, (left, width) in zip(rows, values, slots(len(rows)), strict=True)
    )
    return Line(points, scale.lines)
