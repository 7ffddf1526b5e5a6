"""`manage.py load_calendar FILE`: a holiday notice into the calendar, and which due dates that moves."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import notices
from cases.rules.errors import Malformed
from cases.upkeep import Move


class Command(BaseCommand):
    help = "载入国务院办公厅的放假通知（JSON），重新计算受影响的案件，列出变动的期限。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", type=Path, nargs="+", metavar="FILE", help="通知文件，格式同 fixtures/calendar/*.json"
        )
        parser.add_argument("--dry-run", action="store_true", help="只列出会变动的期限，不保存")

    def handle(self, *args: Any, files: list[Path], dry_run: bool, **options: Any) -> None:
        for notice in [_read(file) for file in files]:
            moved = 0
            for moves in [notices.preview(notice)] if dry_run else notices.load(notice):
                moved += len(moves)
                for move in moves:
                    self._say(move)
            did = "将变动" if dry_run else "变动"
            self.stdout.write(f"{notice.title}：{len(notice.days)} 天，{did}未结案件的期限 {moved:,} 个。")

    def _say(self, move: Move) -> None:
        self.stdout.write(
            f"{move.number} {move.kind.label}：{move.old or '（停止计算）'} → {move.new or '（停止计算）'}"
        )


def _read(file: Path) -> notices.Notice:
    try:
        return notices.parse(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"无法读取 {file}（{error.strerror}）。") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} 不是 UTF-8 编码，请转换后重试。") from error
    except Malformed as error:
        raise CommandError(f"{file}：{error.message}") from error
