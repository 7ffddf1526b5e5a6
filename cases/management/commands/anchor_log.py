"""`manage.py anchor_log`: writes down outside the database what the log is now."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import anchors


class Command(BaseCommand):
    help = "为事项记录存证：案件数、事项数和根校验值写入数据库，并追加到数据库以外的文件。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, help="存证文件，默认为 VAR_DIR 下的 anchors/anchors.jsonl")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        target = file or anchors.default_file()
        try:
            anchor = anchors.create(target)
        except OSError as error:
            raise CommandError(f"无法写入存证文件 {target}（{error.strerror}），请检查目录和权限。") from error
        self.stdout.write(f"案件 {anchor.cases:,} 件，事项 {anchor.events:,} 项，根校验值 {anchor.root}")
        self.stdout.write(f"已追加到 {target}，请定期复制到数据库管理员不能改动的地方。")
