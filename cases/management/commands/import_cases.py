"""`manage.py import_cases FILE`: the clerk's register becomes cases, all of them or none."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.imports.files import read_table
from cases.imports.problems import ImportRefused
from cases.imports.register import Report, import_register
from cases.management import organs
from cases.models import Organ


class Command(BaseCommand):
    help = "导入台账（csv 或 xlsx）：全部写入，或者一件也不写。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="台账文件，第一行为列名")
        parser.add_argument("--organ", metavar="CODE", help="复议机关的行政区划代码；只有一个复议机关时可以不写")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")

    def handle(self, *args: Any, file: Path, organ: str | None, dry_run: bool, **options: Any) -> None:
        target = organs.named(organ) if organ else organs.only_one()
        try:
            report = import_register(read_table(file), organ=target, by=None, dry_run=dry_run, progress=self._progress)
        except ImportRefused as refused:
            raise CommandError("没有导入任何案件，请改正以下问题后重新导入：\n" + "\n".join(refused.lines())) from None
        self._tell(report, target, dry_run)

    def _progress(self, what: str, done: int, of: int) -> None:
        self.stderr.write(f"{what} {done}/{of}" if of else f"{what} {done}", self.style.NOTICE)

    def _tell(self, report: Report, organ: Organ, dry_run: bool) -> None:
        years = "、".join(f"{year}年{count}件" for year, count in report.years.items())
        done = "核对无误，没有写入" if dry_run else "已导入"
        self.stdout.write(f"{done}：{organ.name} {report.cases}件（按收件日期：{years}）")
        if report.note:
            self.stdout.write(report.note)
        if report.agencies:
            self.stdout.write(f"名录中没有、{'将' if dry_run else '已'}新建的被申请人：{'、'.join(report.agencies)}")
        if report.handlers:
            names = "、".join(report.handlers)
            self.stdout.write(f"{'将' if dry_run else '已'}新建的承办人（停用、无密码，由管理员启用）：{names}")
