"""How often things happen, after published reports (shares of cases unless said otherwise)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Final, TypeVar

from cases.rules.terms import Channel, Disposition, Outcome, Withdrawal

Item = TypeVar("Item")

MATTERS: Final = {  # the nation in 2023, 309,184 cases
    "penalty": 32.80,
    "complaint": 29.96,
    "other": 8.59,
    "disclosure": 8.26,
    "inaction": 5.88,
    "confirmation": 5.51,
    "expropriation": 3.47,
    "coercion": 2.69,
    "title": 1.85,
    "licence": 1.00,
}
FIELDS: Final = {  # 方城县 2024 and 通州区 2023 as one; what they leave open is spread
    "market": 36.0,
    "public_security": 30.0,
    "urban_management": 6.0,
    "natural_resources": 7.0,
    "human_resources": 4.0,
    "housing": 3.5,
    "agriculture": 2.0,
    "environment": 1.5,
    "transport": 2.0,
    "health": 1.5,
    "civil_affairs": 1.0,
    "education": 0.5,
    "other": 5.0,
}
TOWNSHIPS: Final = 0.09
"""Acts of a township instead of a county department: 6–12 % in counties."""

CHANNELS: Final = {
    Channel.POST: 46.0,
    Channel.IN_PERSON: 34.0,
    Channel.ONLINE: 18.0,  # the nation in 2024
    Channel.ORAL: 1.0,
    Channel.FORWARDED: 1.0,
}
NOT_FILED: Final = {  # 上海 2021–22: 6.5 refused, 11.2 settled, 0.6 redirected, of what came in
    Disposition.SETTLED: 50.0,
    Disposition.REFUSED: 33.0,
    Disposition.WITHDRAWN: 12.0,
    Disposition.REDIRECTED: 5.0,
}
INTAKE: Final = (16.0, 4.0)
"""Beta of an organ's share of filed among received: mean 80 %, from 51 to 98 % in the reports."""

CORRECTED: Final = (1.6, 11.0)
"""Beta of an organ's share of direct corrections among concluded: mean 12.7 %, from 1.7 to 24.2 % in the reports."""

CORRECTIONS: Final = {  # 通州区 2023, with the almost absent 变更
    Outcome.DECLARED_UNLAWFUL: 56.0,
    Outcome.REVOKED: 32.0,
    Outcome.ORDERED_TO_PERFORM: 7.0,
    Outcome.PARTLY_REVOKED: 4.5,
    Outcome.ALTERED: 0.5,
}
OTHERS: Final = {  # 重庆 2020 and 中山 2024
    Outcome.UPHELD: 51.0,
    Outcome.DISMISSED: 19.0,
    Outcome.TERMINATED: 21.0,
    Outcome.CLAIM_REJECTED: 5.0,
    Outcome.MEDIATED: 4.0,
}
WITHDRAWALS: Final = {Withdrawal.VOLUNTARY: 40.0, Withdrawal.RESPONDENT_CHANGED: 35.0, Withdrawal.SETTLED: 25.0}

SUMMARY = 0.30  # 中山 2024: 843 of 2755
SUPPLEMENT, ABANDONED = 0.12, 0.40  # 通州 2020: 9 of 172 lapsed
DEEMED, LATE_FILING = 0.012, 0.015
HEARING, HEARD = 0.03, 0.85
SUSPENDED, NEVER_RESUMED = 0.06, 0.05
EXTENDED = 0.12
NORMATIVE = 0.002  # 1387 of 64.1万 in 2024, more in 2025
LATE_DECISION = 0.015
OPINION = 0.011  # 7114 of 64.1万
SUED = 0.08  # 4.5–13.7 % of concluded
CORRECTED_EVENTS, RETRACTED_EVENTS, VOIDED = 0.03, 0.005, 0.002
RECLASSIFIED, REASSIGNED, GROUP, REPEAT = 0.008, 0.05, 0.06, 0.22
TYPED_LATER = 0.15

# New cases of the nation in 万: 2019, 2022–2025 are published, the years between are drawn on the curve.
INTAKE_OF_YEAR: Final = {
    2016: 16.4, 2017: 17.0, 2018: 17.7, 2019: 18.35, 2020: 20.9, 2021: 23.7, 2022: 26.95,
    2023: 38.5, 2024: 74.96, 2025: 98.5, 2026: 110.0,
}  # fmt: skip
FIRST_HALF = {True: 0.39, False: 0.46}
"""The share of the first half of a year, in years that grow fast and in the others."""


def pick(rng: Random, weights: Mapping[Item, float] | Mapping[Item, int]) -> Item:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def of_months(first: int, *, today: date) -> dict[tuple[int, int], float]:
    """How much of all that comes in each month, from January of a year to today."""
    found = {}
    for year in range(first, today.year + 1):
        whole = INTAKE_OF_YEAR.get(year) or INTAKE_OF_YEAR[min(max(year, 2016), 2026)]
        half = FIRST_HALF[year >= 2023]
        for month in range(1, 13):
            if (year, month) < (today.year, today.month):
                found[year, month] = whole * (half if month <= 6 else 1 - half) / 6
            elif (year, month) == (today.year, today.month):
                found[year, month] = whole * (1 - half if month > 6 else half) / 6 * (today.day - 1) / 30
    return found


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts after weights, none lost: what is left over goes where most of it was cut off."""
    whole = sum(weights) or 1.0
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    rest = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in rest[: total - sum(parts)]:
        parts[place] += 1
    return parts
