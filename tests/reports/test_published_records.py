"""Six published reports as invented years through the import: our counts are the printed ones, and each rate's base."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cases import loading
from cases.imports.files import read_table
from cases.imports.register import import_register
from cases.models import Organ, PublishedFigure
from cases.reports.annual import Report, annual
from cases.reports.periods import Period
from cases.reports.published import fitting_bases
from cases.reports.scope import Scope

RECORDS = Path(settings.BASE_DIR) / "fixtures" / "published"
BASES = {"受理": "filed", "审结": "concluded", "办结": "concluded", "收到": "accepted", "新收": "accepted"}

# received, filed, how they ended; the national years one case for each hundred.
YEARS: dict[str, dict[str, Any]] = {
    "fc-2024": {"received": 151, "filed": 151, "维持": 106, "撤销": 29},
    "tz-2020": {"received": 172, "filed": 152, "维持": 49, "驳回申请": 12, "终止": 32, "确认违法": 33, "视为放弃": 9},
    "tz-2023": {"received": 1113, "filed": 1033, "维持": 435, "驳回申请": 136, "撤销": 76, "责令履行": 10,
                "确认违法": 150, "调解": 170},
    "cq-2020": {"received": 4148, "filed": 3246, "维持": 1313, "驳回请求": 572, "调解": 759, "撤销": 413,
                "终止其他": 29},
    "cn-2023a": {"received": 3150, "filed": 3150, "维持": 2287, "调解": 370, "撤销": 273},
    "cn-2024": {"received": 7496, "filed": 7496, "维持": 4151, "调解": 1679, "撤销": 580, "online": 1346},
}  # fmt: skip

# Where the printed word does not mean what ours does: 通州2020 counts 不予受理 and 补正过期 as 审结.
INDICATORS = {"received": "accepted", "accepted": "filed", "settled": "conciliated", "withdrawn": "conciliated"}
OWN = {
    ("tz-2020", "concluded"): "ended",
    ("tz-2020", "refused"): "disposition:refused",
    ("tz-2020", "abandoned"): "disposition:abandoned",
}
IN_PARTS = {"revoked", "revoked_remake"}


def record(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8"))
    return data


def rows(name: str, year: int) -> Iterator[dict[str, str]]:
    """One row per application: all received in January, filed three days later, ended in the spring."""
    wanted = dict(YEARS[name])
    received, filed, online = wanted.pop("received"), wanted.pop("filed"), wanted.pop("online", 0)
    abandoned = wanted.pop("视为放弃", 0)
    outcomes = chain.from_iterable(repeat(outcome, n) for outcome, n in wanted.items())
    day = date(year, 1, 5)
    for place in range(received):
        row = {"案号": f"示例〔{year}〕{place + 1}号", "收件日期": str(day), "备注": "示例数据"}
        row["收件方式"] = "网上" if place < online else "当面"
        if place < filed:
            row["立案日期"] = str(day + timedelta(3))
            row |= conclusion(next(outcomes, ""), day + timedelta(40))
        else:  # whoever is not refused in time would be deemed filed
            way = "视为放弃" if place - filed < abandoned else "不予受理"
            row |= {"未立案方式": way, "未立案日期": str(day + timedelta(3))}
        yield row


def conclusion(outcome: str, day: date) -> dict[str, str]:
    if not outcome:
        return {}
    reason = {"终止": "申请人自愿撤回", "终止其他": "其他"}.get(outcome, "")
    return {"结案方式": outcome.removesuffix("其他"), "结案事由": reason, "办结日期": str(day)}


@pytest.fixture
def reported(keys: None, organ: Organ, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, Report]:
    name = request.param
    year = int(record(name)["period"]["start"][:4])
    loading.load_calendar()
    found = list(rows(name, year))
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(chain.from_iterable(found))))
        writer.writeheader()
        writer.writerows(found)
    import_register(read_table(path), organ=organ, by=None)
    print_figures(name, organ, year)
    return name, annual(Period.year(year), scope=Scope(organ=organ))


def print_figures(name: str, organ: Organ, year: int) -> None:
    data = record(name)
    scale = 100 if name.startswith("cn-") else 1
    for figure in data["figures"]:
        if figure["indicator"] not in IN_PARTS:
            store(organ, year, indicator_of(name, figure["indicator"]), str(figure["value"] // scale))
    for rate in data["rates"]:
        if rate["rate"] == "direct":
            store(organ, year, "correction_rate", f"{rate['printed']}%")


def indicator_of(name: str, printed: str) -> str:
    without_received = name.startswith(("cn-", "fc-")) and printed == "accepted"
    return OWN.get((name, printed)) or ("accepted" if without_received else INDICATORS.get(printed, printed))


def store(organ: Organ, year: int, indicator: str, value: str) -> None:
    period = Period.year(year)
    PublishedFigure.objects.create(
        organ=organ, start=period.start, end=period.end, indicator=indicator, value=value, source="示例数据"
    )


SMALL, LARGE = ("fc-2024", "tz-2020", "tz-2023"), ("cq-2020", "cn-2023a", "cn-2024")
EVERY = [*SMALL, *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE)]


@pytest.mark.parametrize("reported", EVERY, indirect=True)
def test_computed_counts_are_the_printed_ones_and_each_rate_is_told_its_base(reported: tuple[str, Report]) -> None:
    name, report = reported
    counts = [found for found in report.published if not found.is_rate]
    assert {found.indicator: found.verdict for found in counts} == {found.indicator: "无差异" for found in counts}
    scale = 100 if name.startswith("cn-") else 1
    for rate in record(name)["rates"]:
        base = "ended" if (name, rate["fits"]) == ("tz-2020", "审结") else BASES.get(rate["fits"])
        fits = {fit.base for fit in fitting_bases(Decimal(rate["printed"]), rate["n"] // scale, report.numbers)}
        assert (base in fits) if base else not fits & set(BASES.values()), (rate["label"], fits)
    (direct,) = [found for found in report.published if found.indicator == "correction_rate"]
    assert direct.bases == BASES_IN_WORDS[name]


BASES_IN_WORDS = {
    "fc-2024": "29/151（立案，四舍五入）；29/151（收件，四舍五入）；29/151（在办，四舍五入）",
    "tz-2020": "33/146（终了，四舍五入）",
    "tz-2023": "236/977（办结，四舍五入）",
    "cq-2020": "413/3086（办结，四舍五入）",
    "cn-2023a": "没有一种分母能算出这个比率",
    "cn-2024": "没有一种分母能算出这个比率",
}
