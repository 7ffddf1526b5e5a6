"""年度报告: the county's sentence and the section, every number a link, beside what was printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from cases.reports.annual import annual
from cases.reports.indicators import COUNTS
from cases.reports.outputs import REPORTS, written
from cases.reports.yearly import Paragraph, Part, numbers_before, numeral, section

from .figures import figure, linked
from .question import Question, asking, show

TITLE = _("年度报告")
DOWNLOADS = (
    ("annual", "xlsx", _("数据（xlsx）")),
    ("annual", "csv", _("数据（csv）")),
    ("section", "docx", _("文字（docx）")),
    ("statutory", "xlsx", _("统计报表（xlsx）")),
)
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or a number with the way to its cases."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    pieces: tuple[Piece, ...]


@asking(TITLE)
def annual_report(request: HttpRequest, asked: Question) -> HttpResponse:
    report = annual(asked.period, scope=asked.scope, known_at=asked.known_at)
    before = numbers_before(asked.period, scope=asked.scope, known_at=asked.known_at)
    return show(
        request,
        asked,
        "annual",
        title=TITLE,
        report=report,
        counts={name: figure(asked, name, report.numbers) for name in COUNTS},
        lawsuits=asked.lawsuits("litigation"),
        rates=[linked(asked, ratio) for ratio in report.rates],
        paragraphs=list(paragraphs(asked, section(report, before))),
        downloads=[(label, asked.url("report_file", name=name, form=form)) for name, form, label in DOWNLOADS],
    )


def paragraphs(asked: Question, found: list[Paragraph]) -> Iterator[Shown]:
    for place, paragraph in enumerate(found):
        pieces = tuple(Piece(part.text, part_url(asked, part)) for part in paragraph.parts)
        yield Shown(f"{numeral(place)}、{paragraph.title}", pieces)


def part_url(asked: Question, part: Part) -> str:
    if part.lawsuits:
        return asked.lawsuits(part.lawsuits)
    return asked.cases(part.indicator, *(f"{name}:{key}" for name, key in part.by.items())) if part.indicator else ""


@asking(TITLE)
def report_file(request: HttpRequest, asked: Question) -> HttpResponse:
    """The report, the section or the form as a file."""
    name, form = request.GET.get("name", "annual"), request.GET.get("form", "xlsx")
    if name not in REPORTS or form not in REPORTS[name][1]:
        raise Http404
    content = written(name, form, asked.period, scope=asked.scope, known_at=asked.known_at)
    file = f"{asked.scope.name}{asked.period.words}-{name}.{'txt' if form == 'text' else form}"
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": content_disposition_header(True, file) or "attachment"},
    )
