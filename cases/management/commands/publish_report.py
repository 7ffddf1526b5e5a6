"""`manage.py publish_report --start 2023-01-01 --end 2023-12-31`: freezes the report of a period with its cases."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.reports.archive import publish
from cases.reports.periods import Period
from cases.reports.scope import organ_or_all
from cases.rules.errors import Malformed


class Command(BaseCommand):
    help = "发布统计报告：连同期间、口径、数据和案件清单固定下来，以后可以用 check_reports 比较。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--start", required=True, metavar="YYYY-MM-DD", help="统计期间的第一天")
        parser.add_argument("--end", required=True, metavar="YYYY-MM-DD", help="统计期间的最后一天")
        parser.add_argument("--organ", metavar="CODE", help="复议机关的行政区划代码；只有一个复议机关时可以不写")
        parser.add_argument("--title", default="", help="标题；不写则按期间命名")

    def handle(self, *args: Any, start: str, end: str, organ: str | None, title: str, **options: Any) -> None:
        try:
            period, scope = Period.read(start, end), organ_or_all(organ)
        except Malformed as error:
            raise CommandError(error.message) from None
        if scope.organ is None:
            raise CommandError("有几个复议机关，请用 --organ 写明代码")
        frozen = publish(period, organ=scope.organ, by=None, title=title)
        self.stdout.write(frozen.sentence)
        self.stdout.write(f"已发布：{frozen.title}（{len(frozen.cases)}件案件），校验值 {frozen.sha256}")
