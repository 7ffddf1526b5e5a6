"""Every word a table may show has a label."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from cases.reports.definitions import definitions
from cases.reports.finding_labels import FINDINGS
from cases.reports.indicators import INDICATORS
from cases.reports.litigation import LITIGATION
from cases.reports.ratios import RATES, SHARES
from cases.rules import duties

CODE = re.compile(r'(?:note|Finding|_answer_screening)\(\s*(?:course, fact\.on, )?"([a-z_]+)"')


def codes() -> set[str]:
    """What the rules' source names, and the tables of what is late, overdue or missing."""
    sources = (Path(settings.BASE_DIR) / "cases" / "rules").glob("*.py")
    named = {code for source in sources for code in CODE.findall(source.read_text(encoding="utf-8"))}
    return named | {*duties.LATE.values(), *duties.OVERDUE.values(), *duties.MISSING.values()}


def test_every_finding_has_a_short_name() -> None:
    assert len(codes()) > 30
    assert codes() - set(FINDINGS) == set()


def test_rates_are_made_of_what_is_counted() -> None:
    names = set(INDICATORS) | set(LITIGATION)
    for rate in (*RATES, *SHARES):
        assert {rate.numerator, rate.base} <= names
    assert {rate["formula"] for rate in definitions()["rates"]} >= {"纠错 ÷ 办结", "收件 ÷ 一审"}
