from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cases.backups import drills
from cases.backups import restore as restoring
from cases.backups.problems import BackupProblem


class Command(BaseCommand):
    help = "用备份替换现有数据库，并恢复材料"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件")
        parser.add_argument("--yes", action="store_true", help="数据库非空时不再询问（用于脚本）")

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        started = time.monotonic()
        try:
            if not (yes or restoring.is_empty() or self._agreed()):
                raise CommandError(_("没有恢复，现有数据未改动"))
            result = restoring.restore(file.absolute())
        except (BackupProblem, OSError) as error:
            raise CommandError(_("没有恢复：%(reason)s") % {"reason": error}) from error
        drills.note("restore", file, result, seconds=time.monotonic() - started)
        facts = {"at": result.manifest.created_at, "cases": result.heads.cases, "papers": result.papers}
        self.stdout.write(_("已恢复 %(at)s 的备份：案件 %(cases)s 件，写入材料 %(papers)s 份") % facts)
        if result.problems:
            raise CommandError("\n".join([_("恢复后的数据与备份不符，请换用另一份备份："), *result.problems]))
        self.stdout.write(_("校验值与事项链均相符。请运行 manage.py migrate，再运行 manage.py doctor"))

    def _agreed(self) -> bool:
        if not sys.stdin.isatty():
            raise CommandError(_("数据库中已有数据，恢复会全部替换。确认要恢复时请加 --yes"))
        question = _("数据库中已有数据，恢复会全部替换，不能撤销。确认请输入 yes：")
        return input(question).strip().lower() == "yes"
