"""`manage.py check_reports`: every published report against what is known now: which cases changed, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from cases.models import PublishedReport
from cases.reports.archive import Recomputed, recompute


class Command(BaseCommand):
    help = "核对已发布的报告：是否被改动、能否重现，现在会有哪些不同以及原因。被改动或者不能重现时退出码为 1。"

    def handle(self, *args: Any, **options: Any) -> None:
        sound = True
        for published in PublishedReport.objects.select_related("organ").order_by("pk"):
            found = recompute(published)
            sound = sound and found.intact and found.reproducible
            for line in lines(found):
                self.stdout.write(line)
        if not sound:
            raise SystemExit(1)


def lines(found: Recomputed) -> Iterator[str]:
    intact = "内容未被改动" if found.intact else "内容已被改动，与校验值不符"
    again = "可以重现" if found.reproducible else "不能重现"
    yield f"{found.published.title}：{intact}，{again}，{'现在没有不同' if found.unchanged else '现在有不同'}"
    for row in found.differences:
        yield f"  {row.label}：公布时 {row.then}，现在 {row.now}"
    for changed in found.changed:
        yield f"  {changed.number}：{'、'.join(changed.figures)}"
        yield from (f"    {reason}" for reason in changed.reasons)
