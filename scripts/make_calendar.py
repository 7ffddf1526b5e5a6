"""Make `fixtures/calendar/YYYY.json`: the rest days and make-up workdays of 2004 to 2026.

2017 onwards come from the notices of the State Council's general office as transcribed by the public project
`NateScarlet/holiday-cn` (one `YYYY.json` a year), earlier years from the package `chinesecalendar`. Every day of every
year is compared with `chinesecalendar` before anything is written.

    python scripts/make_calendar.py path/to/holiday-cn
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from chinese_calendar import __version__ as package_version
from chinese_calendar import is_workday
from chinese_calendar.constants import Holiday, holidays, workdays

OUT = Path(__file__).resolve().parent.parent / "fixtures" / "calendar"
DERIVED, NOTICED = range(2004, 2017), range(2017, 2027)
NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
# 网址只写到年月的三个通知，日期取自通知落款
SIGNED_ON = {2024: "2023-10-25", 2025: "2024-11-12", 2026: "2025-11-04"}
AMENDED = {2019: "（含关于调整2019年劳动节假期安排的通知）", 2020: "（含关于延长2020年春节假期的通知）"}


def main(notices: Path) -> None:
    years = [derived(year) for year in DERIVED] + [noticed(year, notices) for year in NOTICED]
    differences = list(compare(years))
    if differences:
        raise SystemExit(f"与 chinesecalendar 不一致：{'、'.join(differences)}")
    OUT.mkdir(parents=True, exist_ok=True)
    for year in years:
        (OUT / f"{year['year']}.json").write_text(render(year), encoding="utf-8")


def derived(year: int) -> dict[str, Any]:
    rest = [entry(day, chinese(name), "rest") for day, name in holidays.items() if day.year == year]
    work = [entry(day, chinese(name), "work") for day, name in workdays.items() if day.year == year]
    source = f"据 chinesecalendar {package_version} 推得：放假日与调休上班日均取自该软件包，未逐日核对当年通知"
    return {"year": year, "title": title(year), "source": source, "published_on": None, "days": in_order(rest + work)}


def noticed(year: int, notices: Path) -> dict[str, Any]:
    data = json.loads((notices / f"{year}.json").read_text(encoding="utf-8"))
    days = [
        entry(date.fromisoformat(day["date"]), day["name"], "rest" if day["isOffDay"] else "work")
        for day in data["days"]
    ]
    return {
        "year": year,
        "title": title(year),
        "source": "；".join(data["papers"]),
        "published_on": SIGNED_ON.get(year) or posted_on(data["papers"][-1]),
        "days": in_order(days),
    }


def title(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知{AMENDED.get(year, '')}"


def posted_on(address: str) -> str:
    """The day in the address of a page of gov.cn, `…/2022-12/08/…`; of the last page where a notice was amended."""
    found = re.search(r"/(\d{4}-\d{2})/(\d{2})/", address)
    assert found, address
    return "-".join(found.groups())


def chinese(name: str) -> str:
    label: str = Holiday(name).chinese
    return NAMES.get(label, label)


def entry(day: date, name: str, kind: str) -> dict[str, str]:
    return {"date": day.isoformat(), "name": name, "kind": kind}


def in_order(days: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(days, key=lambda day: day["date"])


def compare(years: list[dict[str, Any]]) -> Iterator[str]:
    """The days on which the files and `chinesecalendar` disagree."""
    kinds = {date.fromisoformat(day["date"]): day["kind"] for year in years for day in year["days"]}
    day = date(DERIVED[0], 1, 1)
    while day.year <= NOTICED[-1]:
        kind = kinds.get(day, "work" if day.weekday() < 5 else "rest")
        if (kind == "work") != is_workday(day):
            yield day.isoformat()
        day += timedelta(days=1)


def render(year: dict[str, Any]) -> str:
    """JSON with one day a line, so that a change of a day is a change of a line."""
    head = json.dumps({name: year[name] for name in year if name != "days"}, ensure_ascii=False, indent=1)
    days = ",\n".join(f"  {json.dumps(day, ensure_ascii=False)}" for day in year["days"])
    return f'{head[:-2]},\n "days": [\n{days}\n ]\n}}\n'


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("用法：python scripts/make_calendar.py holiday-cn 数据所在目录")
    main(Path(sys.argv[1]))
