"""A bar chart as numbers for an inline SVG: it prints, it scales, it needs no script. A table says the same."""

from __future__ import annotations

from dataclasses import dataclass

from cases.reports.breakdowns import Breakdown

WIDTH, HEIGHT, BASE, LEFT = 600, 190, 160, 30


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
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    grid: tuple[tuple[int, float], ...]
    width: int = WIDTH
    height: int = HEIGHT


def chart(months: Breakdown, *, total: str = "concluded", part: str = "corrected") -> Chart:
    """Concluded cases per month, the corrected ones among them darker."""
    most = max((row.counts[total] for row in months.rows), default=0) or 1
    step = max(1, -(-most // 5))
    top = step * -(-most // step)
    slot = (WIDTH - LEFT) / max(len(months.rows), 1)
    scale = (BASE - 20) / top
    bars = tuple(
        Bar(
            row.label,
            round(LEFT + place * slot + slot * 0.25, 1),
            round(slot * 0.5, 1),
            row.counts[total],
            row.counts[part],
            round(BASE - row.counts[total] * scale, 1),
            round(BASE - row.counts[part] * scale, 1),
            round(row.counts[total] * scale, 1),
            round(row.counts[part] * scale, 1),
        )
        for place, row in enumerate(months.rows)
    )
    return Chart(bars, tuple((n, round(BASE - n * scale, 1)) for n in range(0, top + 1, step)))
