"""`manage.py rebuild_cases`: writes what the events say wherever something else is stored."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import clock, upkeep
from cases.management.tell import Progress
from cases.models import Case


class Command(BaseCommand):
    help = "按事项记录重写与之不符的状态、日期和期限。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--number", help="只修复这一案号")

    def handle(self, *args: Any, number: str | None, **options: Any) -> None:
        cases = Case.objects.filter(number=number) if number else Case.objects.all()
        progress, outcome = Progress(self.stderr, "核对", of=cases.count()), upkeep.Outcome()
        for outcome in upkeep.rebuild(cases, today=clock.today()):
            progress.advance(outcome.seen - progress.done)
        progress.finish()
        self.stdout.write(f"核对 {outcome.seen:,} 件，修复 {outcome.changed:,} 件。")
        if outcome.failed:
            raise CommandError("以下案件的事项记录不成立，没有修复：\n" + "\n".join(outcome.failed))
