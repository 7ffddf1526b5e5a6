"""`manage.py verify_log`: is the log what was written?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import verification
from cases.management.tell import Progress
from cases.models import Case
from cases.rules.errors import Malformed
from cases.verification import Flaw


class Command(BaseCommand):
    help = "核对事项记录的校验链：指出被改动、删除、插入、移动的事项，被截断的链尾和消失的案件；有问题时退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", type=Path, metavar="FILE", help="存证文件（manage.py anchor_log 写出的）")

    def handle(self, *args: Any, anchor: Path | None, **options: Any) -> None:
        flaws, progress, events = 0, Progress(self.stderr, "核对案件", of=Case.objects.count()), 0
        for seen in verification.chains():
            progress.advance(seen.cases)
            events += seen.events
            flaws += self._tell(seen.flaws)
        progress.finish()
        flaws += self._tell(verification.against_anchors())
        flaws += self._against(anchor)
        if flaws:
            raise CommandError(f"核对 {progress.done:,} 件、{events:,} 项，发现 {flaws} 处问题。请保全现场并报告。")
        self.stdout.write(f"核对 {progress.done:,} 件、{events:,} 项，记录完整。")

    def _against(self, anchor: Path | None) -> int:
        if anchor is None:
            return 0
        try:
            return self._tell(verification.against_file(anchor))
        except OSError as error:
            raise CommandError(f"无法读取存证文件 {anchor}（{error.strerror}）。") from error
        except (Malformed, UnicodeDecodeError, KeyError) as error:
            raise CommandError(f"存证文件 {anchor} 的格式不对：{error}") from error

    def _tell(self, flaws: Any) -> int:
        count = 0
        for flaw in flaws:
            self._say(flaw)
            count += 1
        return count

    def _say(self, flaw: Flaw) -> None:
        self.stdout.write(str(flaw))
