"""The county's sentence, exactly as its yearly report has it."""

from __future__ import annotations

from .annual import Report


def sentence(report: Report) -> str:
    """全年受理行政复议申请40件,立案31件,办结24件,纠错率12.5%。组织参加行政诉讼16件。

    受理 here means received: the report's own word (2023年：受理40件，立案31件). A bare 纠错率 is the direct one.
    """
    n = report.numbers
    return (
        f"{report.period.opening}受理行政复议申请{n['accepted']}件,立案{n['filed']}件,办结{n['concluded']}件,"
        f"纠错率{report.direct.shown}。组织参加行政诉讼{report.litigation['litigation']}件。"
    )
