"""`manage.py check_cases`: is what is stored what the events say?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import clock, upkeep
from cases.management import organs
from cases.management.tell import Progress
from cases.models import Case

SHOWN = 200


class Command(BaseCommand):
    help = "重新计算每件案件的状态、日期和期限，与已存的对照；有不一致时逐项列出，退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--number", help="只核对这一案号")
        parser.add_argument("--organ", metavar="CODE", help="只核对这一复议机关的案件；案件很多时可以逐个机关轮流核对")

    def handle(self, *args: Any, number: str | None, organ: str | None, **options: Any) -> None:
        cases = Case.objects.filter(organ=organs.named(organ)) if organ else Case.objects.all()
        cases = cases.filter(number=number) if number else cases
        progress, found, seen = Progress(self.stderr, "核对", of=cases.count()), 0, 0
        for count, differences in upkeep.differences(cases, today=clock.today()):
            progress.advance(count)
            seen += count
            for difference in differences:
                found += 1
                if found <= SHOWN:
                    self.stdout.write(str(difference))
        progress.finish()
        if found:
            more = f"（只列出前 {SHOWN} 处）" if found > SHOWN else ""
            raise CommandError(
                f"核对 {seen:,} 件，发现 {found:,} 处不一致{more}。可运行 manage.py rebuild_cases 修复。"
            )
        self.stdout.write(f"核对 {seen:,} 件，全部一致。")
