"""统计报表国法复统字1号 on the screen, in the form's own layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.reports.outputs import form as outputs
from cases.reports.statutory import Column, Form, cases_of, statutory
from cases.rules.errors import Malformed

from .behind import listed, refused
from .question import Question, asking, show

TITLE = _("统计报表")


@dataclass(frozen=True, slots=True)
class Head:
    """A group over its columns; a column without a group stands over both lines."""

    label: str
    columns: tuple[Column, ...]
    alone: bool


@asking(TITLE)
def statutory_form(request: HttpRequest, asked: Question) -> HttpResponse:
    form = statutory(asked.period, scope=asked.scope, known_at=asked.known_at)
    return show(
        request,
        asked,
        "statutory",
        title=TITLE,
        statutory=form,
        name=outputs.TITLE,
        number=outputs.NUMBER,
        heads=list(heads(form)),
        places=range(1, len(form.columns) + 1),
        lines=list(lines(asked, form)),
        problems=form.problems,
        download=asked.url("report_file", name="statutory", form="xlsx"),
    )


def heads(form: Form) -> Iterator[Head]:
    for group, columns in groupby(form.columns, key=lambda column: column.group):
        found = tuple(columns)
        if group:
            yield Head(group, found, alone=False)
        else:
            yield from (Head(column.label, (column,), alone=True) for column in found)


def lines(asked: Question, form: Form) -> Iterator[tuple[str, list[tuple[Any, str]]]]:
    """The total first, as in the form; rows with nothing in them are part of it. Each number with its cases."""
    for place, (label, row) in enumerate(outputs.lines(form)):
        of_row = label if place else ""
        yield label, [(outputs.plain(row[column.key]), cell_url(asked, column, of_row)) for column in form.columns]


def cell_url(asked: Question, column: Column, row: str) -> str:
    return asked.url("form_cases", column=column.key, row=row)


@asking(TITLE)
def form_cases(request: HttpRequest, asked: Question) -> HttpResponse:
    """The cases behind a cell of the form; of a sum, those that are summed up."""
    row = request.GET.get("row", "")
    try:
        column, found = cases_of(
            request.GET.get("column", ""), row, asked.period, scope=asked.scope, known_at=asked.known_at
        )
    except Malformed as error:
        return refused(request, error)
    rows = [f"{column.group}：{column.label}" if column.group else column.label, row or _("合计")]
    return listed(request, asked, found, title=TITLE, rows=rows)
