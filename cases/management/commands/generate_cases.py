"""`manage.py generate_cases`: invented histories in bulk, for tests of speed. Refused on a database in real use."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import clock, feed, founding
from cases.generating import run
from cases.management.progress import Steps, prepare_database


class Command(BaseCommand):
    help = (
        "生成示例案件，用于测试速度：登记时间写在过去，如同当时录入。"
        "只用于试用库或者新库；已用于正式办案的数据库会被拒绝。"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=1000, help="案件数，默认 1000")
        parser.add_argument("--organs", type=int, default=1, help="复议机关数，默认 1")
        parser.add_argument("--from", type=int, default=2016, dest="first", metavar="YEAR", help="最早的收件年度")
        parser.add_argument("--seed", type=int, default=7, help="相同的种子生成相同的案件")
        parser.add_argument("--workers", type=int, default=2, help="进程数，默认 2")

    def handle(self, *args: Any, count: int, organs: int, first: int, seed: int, workers: int, **options: Any) -> None:
        self._check(count, organs, first, workers)
        try:
            founding.refuse_other(founding.TRIAL)
        except founding.WrongPurpose as problem:
            raise CommandError(str(problem)) from None
        prepare_database(Steps(self.stdout, of=2))
        self._generate(count, organs, first, seed, workers)

    def _generate(self, count: int, organs: int, first: int, seed: int, workers: int) -> None:
        started, done, written = time.monotonic(), 0, 0
        for cases, rows in run.generate(count, organs=organs, first=first, seed=seed, workers=workers):
            done, written = done + cases, written + rows
            self._say(done, count, time.monotonic() - started)
        numbered = feed.number_pending()
        seconds = time.monotonic() - started
        rate = done / seconds if seconds else 0
        self.stdout.write(
            f"已生成 {done:,} 件（示例数据），{written:,} 行，变更流 {numbered:,} 项，"
            f"用时 {seconds:.1f} 秒，每秒 {rate:,.0f} 件。"
        )

    def _say(self, done: int, of: int, seconds: float) -> None:
        rate = done / seconds if seconds else 0
        ending = "\r" if self.stderr.isatty() else "\n"
        if self.stderr.isatty() or done >= of or done * 20 // of > self.told:
            self.told = done * 20 // of
            self.stderr.write(f"{done:,} / {of:,} 件，每秒 {rate:,.0f} 件", ending=ending)

    told = 0

    def _check(self, count: int, organs: int, first: int, workers: int) -> None:
        if not 1 <= count <= 100_000_000 or not 1 <= organs <= 5_000:
            raise CommandError("--count 须为 1 至 100,000,000，--organs 须为 1 至 5,000。")
        if not 1 <= workers <= 64:
            raise CommandError("--workers 须为 1 至 64。")
        if not 2000 <= first <= clock.today().year:
            raise CommandError(f"--from 须为 2000 至 {clock.today().year} 之间的年度。")
