"""`manage.py report annual --start 2023-01-01 --end 2023-12-31`: a report, or one sentence why not."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cases import clock
from cases.reports.outputs import REPORTS, written
from cases.reports.periods import Period, read_day
from cases.reports.scope import IN_FUTURE, organ_or_all
from cases.rules.errors import Malformed

BINARY = ("xlsx", "docx")


class Command(BaseCommand):
    help = (
        "统计报表：annual（年度或者任意期间）、statutory（国法复统字1号）、"
        "section（年度报告的文字）、definitions（口径）。"
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = _usage  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="报表名称：" + "、".join(REPORTS))
        parser.add_argument("--start", default="", metavar="YYYY-MM-DD", help="统计期间的第一天")
        parser.add_argument("--end", default="", metavar="YYYY-MM-DD", help="统计期间的最后一天")
        parser.add_argument("--known-at", metavar="TIME", help="截至当时所知：日期（当天终了）或者 2024-01-05T17:00")
        parser.add_argument("--organ", metavar="CODE", help="复议机关的行政区划代码；不写则统计全部")
        parser.add_argument("--format", default="text", help="输出格式：text、json、csv、xlsx；section 可用 text、docx")
        parser.add_argument("--output", type=Path, metavar="FILE", help="写入文件；不写则输出到标准输出")

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        try:
            content = made(**{name: options[name] for name in ("name", "start", "end", "known_at", "organ", "format")})
        except Malformed as error:
            raise CommandError(error.message) from None
        if options["format"] in BINARY and output is None and self.stdout.isatty():
            raise CommandError(f"{options['format']} 不能显示在终端上，请用 --output 写明文件")
        self._deliver(content, output)

    def _deliver(self, content: bytes, output: Path | None) -> None:
        """UTF-8 whatever the terminal says, byte for byte."""
        if output is not None:
            try:
                output.write_bytes(content)
            except OSError as error:
                raise CommandError(f"无法写入“{output}”（{error.strerror}），请核对路径和权限") from None
        elif (raw := getattr(getattr(self.stdout, "_out", None), "buffer", None)) is not None:
            raw.write(content)
            raw.flush()
        else:
            self.stdout.write(content.decode("utf-8", "replace"), ending="")


def made(*, name: str, start: str, end: str, known_at: str | None, organ: str | None, format: str) -> bytes:
    """The report in its format. Raises Malformed with a sentence for whoever typed the command."""
    if name not in REPORTS:
        raise Malformed("unknown_report", f"没有名为“{name[:40]}”的报表，现有：{'、'.join(REPORTS)}")
    if format not in REPORTS[name][1]:
        raise Malformed("unknown_format", f"没有“{format[:40]}”这种格式，可以用：{'、'.join(REPORTS[name][1])}")
    if not (start and end) and name != "definitions":
        raise Malformed("no_period", "请用 --start 和 --end 写明统计期间，例如 --start 2023-01-01 --end 2023-12-31")
    period = Period.read(start, end) if start and end else Period.year(clock.today().year)
    moment = read_moment(known_at) if known_at else None
    return written(name, format, period, scope=organ_or_all(organ), known_at=moment)


def read_moment(text: str) -> datetime:
    """A day means its end, today means now; a time without a zone is the county's. Raises Malformed."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        day = read_day(text, "“截至当时所知”的日期")
        if day == clock.today():
            return clock.now()
        if day == date.max:
            raise Malformed("known_at_in_future", IN_FUTURE)
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise Malformed(
            "bad_moment", f"“截至当时所知”须写成 2024-01-05 或者 2024-01-05T17:00 的样子，现在是“{text[:40]}”"
        )
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _usage(message: str) -> NoReturn:
    raise CommandError(
        "用法：manage.py report annual --start 2023-01-01 --end 2023-12-31 "
        f"[--known-at 时间] [--organ 代码] [--format text|json|csv|xlsx]；{message}"
    )
