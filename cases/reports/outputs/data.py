"""A report as plain data, for JSON and the API."""

from __future__ import annotations

import json
from typing import Any

from cases.reports.annual import Report
from cases.reports.ratios import Ratio
from cases.reports.sentence import sentence


def ratio_data(ratio: Ratio) -> dict[str, Any]:
    return {
        "name": ratio.rate.name,
        "n": ratio.n,
        "d": ratio.d,
        "percent": ratio.percent,
        "label": str(ratio.rate.label),
        "base": str(ratio.rate.base_label),
    }


def as_data(report: Report) -> dict[str, Any]:
    return {
        "report": "annual",
        "organ": report.scope.name,
        "start": report.period.start.isoformat(),
        "end": report.period.end.isoformat(),
        "known_at": report.known_at.isoformat() if report.known_at else None,
        "sentence": sentence(report),
        "counts": report.counts,
        "balanced": report.balanced,
        "rates": [ratio_data(ratio) for ratio in report.rates],
        "breakdowns": {
            name: [row.as_dict() for row in breakdown.rows] for name, breakdown in report.breakdowns.items()
        },
        "shares": [ratio_data(ratio) for ratio in report.shares],
        "numbers": dict(report.numbers),
        "days": {
            "cases": report.durations.cases,
            "average": report.durations.average,
            "median": report.durations.median,
            "longest": report.durations.longest,
            "longest_pending": report.longest_pending,
        },
        "litigation": dict(report.litigation),
        "published": [comparison.as_dict() for comparison in report.published],
    }


def as_json(report: Report) -> str:
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"
