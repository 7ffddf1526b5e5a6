from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cases.backups import drills, folder, restore
from cases.backups.problems import BackupProblem


class Command(BaseCommand):
    help = "把备份恢复到临时数据库，核对校验值和事项链，并记入演练记录"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="备份文件，缺省为最近一份")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        path = (file or self._newest()).absolute()
        started = time.monotonic()
        try:
            result = restore.verify(path)
        except (BackupProblem, OSError) as error:
            raise CommandError(_("备份不能恢复：%(reason)s") % {"reason": error}) from error
        line = drills.note("verify", path, result, seconds=time.monotonic() - started)
        if result.problems:
            raise CommandError("\n".join([_("备份 %(name)s 有问题：") % {"name": path.name}, *result.problems]))
        done = _(
            "备份 %(archive)s 可以恢复，校验值与事项链均相符：案件 %(cases)s 件，事项 %(events)s 项，%(seconds)s 秒"
        )
        self.stdout.write(done % line)

    def _newest(self) -> Path:
        found = folder.newest()
        if found is None:
            raise CommandError(_("还没有备份，请先运行 manage.py backup"))
        return found
