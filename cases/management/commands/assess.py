"""`manage.py assess FILE.json`: the rules without a case and without a database. One JSON object on standard output.

Exit status: 0 an answer, 1 input that cannot be read, 2 an impossible history.
"""

from __future__ import annotations

import io
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection

from cases import clock
from cases.rules.assess import assess
from cases.rules.calendar import WorkCalendar
from cases.rules.errors import Malformed, RuleError, RuleViolation

MAX_BYTES = 1024 * 1024
MALFORMED, IMPOSSIBLE = 1, 2


class Command(BaseCommand):
    help = "由 JSON 文件中的事项推算案件的状态、期限和提示（- 表示标准输入）。"
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = _usage  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="JSON 文件；- 表示标准输入")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            answer = assess(read(file), today=clock.today(), calendar=calendar())
        except RuleError as error:
            _print(error.as_dict())
            sys.exit(IMPOSSIBLE if isinstance(error, RuleViolation) else MALFORMED)
        _print(answer)


def read(name: str) -> Any:
    """The JSON of a file or of standard input. Raises Malformed."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Malformed("unreadable", f"无法读取文件“{name}”（{error.strerror}），请核对路径和权限") from None
    if len(data) > MAX_BYTES:
        raise Malformed("too_large", "输入超过1 MB，一个案件的事项不会有这么多")
    return parse(data)


def parse(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Malformed("bad_json", f"不是有效的 JSON：第{error.lineno}行第{error.colno}列附近有误") from None
    except UnicodeDecodeError:
        raise Malformed("bad_json", "不是有效的 JSON：须为 UTF-8 编码") from None
    except RecursionError:
        raise Malformed("bad_json", "不是有效的 JSON：嵌套过深") from None
    except ValueError:
        raise Malformed("bad_json", "不是有效的 JSON：数字过大，或者是 NaN、Infinity") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("bad_json", "不是有效的 JSON：同一名称出现两次")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def calendar() -> WorkCalendar:
    """The edited one of the database where there is one, else the notices shipped with the program."""
    from cases import calendars, loading

    try:
        known = calendars.current() if _has_database() else None
    except Error:
        known = None
    return known if known is not None and known.known else loading.shipped_calendar()


def _has_database() -> bool:
    """Asking SQLite for a file that is not there would make one."""
    return connection.vendor != "sqlite" or Path(settings.DATABASES["default"]["NAME"]).exists()


def _usage(message: str) -> NoReturn:
    """argparse would answer 2, which means an impossible history here."""
    _print(Malformed("usage", f"用法：manage.py assess FILE.json（- 表示标准输入）；{message}").as_dict())
    sys.exit(MALFORMED)


def _print(answer: Any) -> None:
    """UTF-8 whatever the terminal says; a lone surrogate from the input is shown as a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
