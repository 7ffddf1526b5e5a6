"""The section of the annual report as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from cases.reports.annual import Report
from cases.reports.sentence import sentence
from cases.reports.yearly import Paragraph, numeral

FONT = "仿宋"


def as_docx(report: Report, paragraphs: Sequence[Paragraph]) -> bytes:
    """The county's sentence, then the paragraphs with their titles; plain text throughout, no links, no fields."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.add_heading(f"{report.scope.name}{report.period.words}行政复议和行政应诉情况", level=1)
    document.add_paragraph(sentence(report))
    for place, paragraph in enumerate(paragraphs):
        document.add_heading(f"{numeral(place)}、{paragraph.title}", level=2)
        document.add_paragraph(paragraph.text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
