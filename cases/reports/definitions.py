"""What every figure means, as data: shown on the screen, printed, and frozen with a published report."""

from __future__ import annotations

from typing import Any

from .indicators import INDICATORS, Indicator
from .litigation import LITIGATION
from .ratios import RATES, SHARES, Rate


def definitions() -> dict[str, Any]:
    return {
        "indicators": [indicator_words(indicator) for indicator in INDICATORS.values()],
        "rates": [rate_words(rate) for rate in (*RATES, *SHARES)],
    }


def indicator_words(indicator: Indicator) -> dict[str, str]:
    return {
        "name": indicator.name,
        "label": str(indicator.label),
        "words": str(indicator.words),
        "source": str(indicator.source),
    }


def rate_words(rate: Rate) -> dict[str, str]:
    return {
        "name": rate.name,
        "label": str(rate.label),
        "formula": f"{term(rate.numerator)} ÷ {term(rate.base)}",
        "base": str(rate.base_label),
        "source": str(rate.source),
        "differs": str(rate.differs),
    }


def term(name: str) -> str:
    """The label of a numerator or a base."""
    return str(INDICATORS[name].label if name in INDICATORS else LITIGATION[name][0])
