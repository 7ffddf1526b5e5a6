"""The definitions as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cases.reports.definitions import definitions


def as_text() -> str:
    return "\n".join(_lines()) + "\n"


def as_json() -> str:
    return json.dumps(definitions(), ensure_ascii=False, indent=2) + "\n"


def _lines() -> Iterator[str]:
    found = definitions()
    yield "指标"
    for indicator in found["indicators"]:
        yield f"  {indicator['label']}（{indicator['name']}）：{indicator['words']}。出处：{indicator['source']}"
    yield ""
    yield "比率"
    for rate in found["rates"]:
        yield f"  {rate['label']}（{rate['name']}）＝{rate['formula']}，分母：{rate['base']}。出处：{rate['source']}"
        if rate["differs"]:
            yield f"    与其他用法的不同：{rate['differs']}"
