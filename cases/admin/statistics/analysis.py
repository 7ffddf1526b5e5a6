"""交叉分析: one number by any two dimensions, as a table whose numbers lead to their cases, and as a chart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.forms.report import CrossingForm
from cases.reports.breakdowns import cross
from cases.reports.dimensions import DIMENSIONS, Entry
from cases.reports.indicators import INDICATORS
from cases.reports.scope import check_known_at, refresh

from .figures import Figure
from .question import Question, asking, show

TITLE = _("交叉分析")
DEFAULT = {"measure": "concluded", "rows": "matter", "columns": "outcome"}


@dataclass(frozen=True, slots=True)
class Crossing:
    """The table. Totals are shown only where every case stands in one row and one column."""

    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...], Figure], ...]
    totals: tuple[Figure, ...]
    whole: Figure
    overlapping: bool

    def as_chart(self) -> dict[str, Any]:
        """What the script draws: a stacked bar for each row, and where a click leads."""
        return {
            "rows": [label for label, _figures, _total in self.rows],
            "series": [
                {"name": head, "values": [{"n": row[1][place].n, "url": row[1][place].url} for row in self.rows]}
                for place, head in enumerate(self.heads)
            ],
        }


@asking(TITLE)
def shown(request: HttpRequest, asked: Question) -> HttpResponse:
    crossing_form = CrossingForm({**DEFAULT, **{name: request.GET[name] for name in request.GET}}, auto_id="q_%s")
    if not crossing_form.is_valid():
        return show(request, asked, "analysis", title=TITLE, status=400, crossing_form=crossing_form)
    found = crossing(asked, **crossing_form.cleaned_data)
    return show(
        request,
        asked,
        "analysis",
        title=TITLE,
        crossing_form=crossing_form,
        crossing=found,
        chart=found.as_chart(),
        indicator=INDICATORS[crossing_form.cleaned_data["measure"]],
    )


def crossing(asked: Question, *, measure: str, rows: str, columns: str) -> Crossing:
    check_known_at(asked.known_at)
    refresh()
    counted = cross(asked.scope.versions(asked.known_at), asked.period, measure, rows=rows, columns=columns)
    down: Counter[Entry] = Counter()
    across: Counter[Entry] = Counter()
    for (left, top), n in counted.items():
        down[left] += n
        across[top] += n

    def figure(n: int, *by: str) -> Figure:
        return Figure(str(INDICATORS[measure].label), n, asked.cases(measure, *by))

    heads = sorted(across)
    lines = tuple(
        (
            left.label,
            tuple(figure(counted.get((left, top), 0), f"{rows}:{left.key}", f"{columns}:{top.key}") for top in heads),
            figure(down[left], f"{rows}:{left.key}"),
        )
        for left in sorted(down, key=lambda entry: (entry.order, -down[entry], entry.label))
    )
    return Crossing(
        str(DIMENSIONS[rows].label),
        tuple(top.label for top in heads),
        lines,
        tuple(figure(across[top], f"{columns}:{top.key}") for top in heads),
        figure(sum(down.values())),
        DIMENSIONS[rows].overlapping or DIMENSIONS[columns].overlapping,
    )
