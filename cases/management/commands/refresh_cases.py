"""`manage.py refresh_cases`, every night: what time alone has changed, the change feed, and the anchor of the log."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import anchors, clock, feed, retries, upkeep
from cases.management.tell import Progress
from cases.models import Case


class Command(BaseCommand):
    help = "更新因时间经过而变化的案件（视为受理、视为放弃、期限届满），并为事项记录存证。每天夜间运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-anchor", action="store_true", help="不存证")

    def handle(self, *args: Any, no_anchor: bool, **options: Any) -> None:
        today = clock.today()
        due = Case.objects.to_refresh(today=today).count()
        progress, outcome = Progress(self.stderr, "更新", of=due), upkeep.Outcome()
        for outcome in upkeep.refresh(today=today):
            progress.advance(outcome.seen - progress.done)
        progress.finish()
        self.stdout.write(f"{today}：更新 {outcome.changed:,} 件。")
        feed.number_pending()
        retries.forget_old()
        if not no_anchor:
            anchor = anchors.create(anchors.default_file())
            self.stdout.write(f"存证：案件 {anchor.cases:,} 件，事项 {anchor.events:,} 项，根校验值 {anchor.root}")
        if outcome.failed:
            raise CommandError("以下案件的事项记录不成立，没有更新：\n" + "\n".join(outcome.failed))
