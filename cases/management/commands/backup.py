from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cases import clock
from cases.backups import folder, make
from cases.backups.problems import BackupProblem


class Command(BaseCommand):
    help = "备份数据库和材料为一个文件；密钥不在其中，须另行保管"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="备份文件，缺省时在 BACKUP_DIR 中按时间命名")
        parser.add_argument("--keep", type=int, metavar="N", help="完成后只留最近 N 份")

    def handle(self, *args: Any, file: Path | None, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError(_("--keep 至少为 1"))
        target = (file or folder.new(clock.now())).absolute()
        try:
            manifest = make.make(target)
        except (BackupProblem, OSError) as error:
            raise CommandError(_("备份没有完成：%(reason)s") % {"reason": error}) from error
        size = f"{target.stat().st_size / 1_000_000:.1f}"
        facts = {"path": target, "cases": manifest.anchor["cases"], "papers": len(manifest.files), "size": size}
        self.stdout.write(_("已备份到 %(path)s：案件 %(cases)s 件，材料 %(papers)s 份，%(size)s MB") % facts)
        for gone in folder.prune(keep=keep) if keep else []:
            self.stdout.write(_("已删除过期备份 %(name)s") % {"name": gone.name})
        if manifest.missing:
            names = "、".join(manifest.missing)
            raise CommandError(_("备份已完成，但下列材料缺失或被改动，请从旧备份找回：%(names)s") % {"names": names})
