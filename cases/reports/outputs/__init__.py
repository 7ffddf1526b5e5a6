"""Which reports there are, and the forms each can take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from cases import replica
from cases.reports.annual import Report, annual
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.sentence import sentence
from cases.reports.statutory import statutory
from cases.reports.yearly import Paragraph, as_text, numbers_before, section

from . import data, form, letter, plain, sheet, words, workbook

Make = Callable[..., Any]
Write = Callable[[Any], bytes]

FORMATS: Final[Mapping[str, Write]] = MappingProxyType(
    {
        "text": lambda report: plain.as_text(report).encode(),
        "json": lambda report: data.as_json(report).encode(),
        "csv": sheet.as_csv,
        "xlsx": workbook.as_xlsx,
    }
)
"""Of the report of a period."""

FORM_FORMATS: Final[Mapping[str, Write]] = MappingProxyType(
    {
        "text": lambda found: form.as_text(found).encode(),
        "json": lambda found: form.as_json(found).encode(),
        "csv": form.as_csv,
        "xlsx": form.as_xlsx,
    }
)
"""Of the statutory form."""

WORDS_FORMATS: Final[Mapping[str, Write]] = MappingProxyType(
    {"text": lambda _none: words.as_text().encode(), "json": lambda _none: words.as_json().encode()}
)
"""Of the definitions."""

SECTION_FORMATS: Final[Mapping[str, Write]] = MappingProxyType(
    {
        "text": lambda made: f"{sentence(made[0])}\n\n{as_text(made[1])}".encode(),
        "docx": lambda made: letter.as_docx(*made),
    }
)
"""Of the section of the annual report."""


def annual_section(period: Period, *, scope: Scope, known_at: datetime | None = None) -> tuple[Report, list[Paragraph]]:
    report = annual(period, scope=scope, known_at=known_at)
    return report, section(report, numbers_before(period, scope=scope, known_at=known_at))


REPORTS: Final[Mapping[str, tuple[Make, Mapping[str, Write]]]] = MappingProxyType(
    {
        "annual": (annual, FORMATS),
        "statutory": (statutory, FORM_FORMATS),
        "section": (annual_section, SECTION_FORMATS),
        "definitions": (lambda *_period, **_options: None, WORDS_FORMATS),
    }
)
"""annual: 年度或者任意期间. statutory: 国法复统字1号. section: 年度报告的文字. definitions: 口径, of no period."""


def written(name: str, form: str, period: Period, *, scope: Scope, known_at: datetime | None = None) -> bytes:
    """A report in one of its forms."""
    make, forms = REPORTS[name]
    with replica.reading():
        return forms[form](make(period, scope=scope, known_at=known_at))
