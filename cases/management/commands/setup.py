"""`manage.py setup`: the beginning for real use: reference data, this organ, its first administrator."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from cases import accounts, founding
from cases.management.progress import UNREACHABLE, Steps, load_reference_data, prepare_database
from cases.models import Organ, User
from cases.validators import plain_line

PASSWORD = "ADMIN_PASSWORD"
ROLE = "administrator"


class Command(BaseCommand):
    help = "正式使用：建立数据库，登记本机关和第一个管理员。没有写在命令行上的会逐项询问。再次运行只补齐，不改动。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organ-code", help="行政区划代码，如 130631")
        parser.add_argument("--organ-name", help="复议机关，如 望都县人民政府")
        parser.add_argument("--institution", help="复议机构，如 望都县司法局")
        parser.add_argument("--number-pattern", help="案号格式，如 望政复〔{year}〕{serial}号")
        parser.add_argument("--admin-username", help="第一个管理员的用户名；密码会询问，或取自环境变量 " + PASSWORD)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            founding.refuse_other(founding.REAL)
            self._set_up(options)
        except (founding.WrongPurpose, ImproperlyConfigured) as problem:
            raise CommandError(str(problem)) from None
        except OperationalError as error:
            raise CommandError(UNREACHABLE.format(error=error)) from None
        except (KeyboardInterrupt, EOFError):
            raise CommandError("已中断。再次运行 setup 会接着做完。") from None

    def _set_up(self, options: dict[str, Any]) -> None:
        given = {
            "code": _answer(options["organ_code"], "行政区划代码", "--organ-code", _code),
            "name": _answer(options["organ_name"], "复议机关名称", "--organ-name", _name),
            "institution": _answer(options["institution"], "复议机构名称", "--institution", _name),
            "number_pattern": _answer(
                options["number_pattern"], "案号格式（含 {year} 和 {serial}）", "--number-pattern", _pattern
            ),
        }
        username = _answer(options["admin_username"], "管理员用户名", "--admin-username", _username)
        steps = Steps(self.stdout, of=7)
        prepare_database(steps)
        password = "" if _account(username) else _password(username)
        organ, new = founding.begin(founding.REAL, **given)
        steps.begin("复议机关")
        steps.end(f"{organ.name}（{organ.code}）" + ("" if new else "，已有，没有改动"))
        load_reference_data(steps, organ)
        steps.begin("管理员")
        steps.end(_make_administrator(organ, username, password))
        self.stdout.write("已就绪。请用 gunicorn 或 waitress 启动 wangdu.wsgi:application，")
        self.stdout.write("以管理员登录后添加办案人员和负责人。")


def _make_administrator(organ: Organ, username: str, password: str) -> str:
    if not password:
        return f"{username}，已有，没有改动"
    accounts.create(organ, role=ROLE, username=username, name="系统管理员", password=password)
    return f"{username}，已创建"


def _account(username: str) -> User | None:
    return User.objects.filter(username__iexact=username).first()


# ---------- answers ----------


def _answer(given: str | None, what: str, option: str, check: Callable[[str], str]) -> str:
    """From the command line, else asked for: again and again until it is right."""
    if given is not None:
        try:
            return check(given.strip())
        except ValueError as error:
            raise CommandError(f"{option}：{error}") from None
    if not sys.stdin.isatty():
        raise CommandError(f"缺少 {option}（{what}）。")
    while True:
        try:
            return check(input(f"{what}：").strip())
        except ValueError as error:
            print(error)


def _code(value: str) -> str:
    if not (value.isascii() and value.isalnum() and len(value) <= 20):
        raise ValueError("行政区划代码须为20位以内的数字或字母，如 130631")
    return value


def _name(value: str) -> str:
    try:
        plain_line(value)
    except ValidationError as error:
        raise ValueError("；".join(error.messages)) from None
    if not 1 <= len(value) <= 100:
        raise ValueError("名称须有1至100字")
    return value


def _pattern(value: str) -> str:
    _name(value)
    try:
        numbers = {value.format(year=year, serial=serial) for year in (2024, 2025) for serial in (1, 2)}
    except (LookupError, ValueError, AttributeError):
        numbers = set()
    if len(numbers) < 4 or max(map(len, numbers)) > 58:
        raise ValueError("案号格式须含 {year} 和 {serial}，不能有其他花括号，如 望政复〔{year}〕{serial}号")
    return value


def _username(value: str) -> str:
    try:
        User.username_validator(value)
    except ValidationError as error:
        raise ValueError("；".join(error.messages)) from None
    if not 1 <= len(value) <= 150:
        raise ValueError("用户名须有1至150个字符")
    return value


def _password(username: str) -> str:
    """From the environment for automation, else typed twice; never from the command line, which others can see."""
    given = os.environ.get(PASSWORD, "")
    if given:
        problem = _weakness(given, username)
        if problem:
            raise CommandError(f"环境变量 {PASSWORD}：{problem}")
        return given
    if not sys.stdin.isatty():
        raise CommandError(f"请用环境变量 {PASSWORD} 给出管理员的密码，或在终端中运行。")
    while True:
        typed = getpass.getpass("管理员密码：")
        problem = _weakness(typed, username) or ("" if getpass.getpass("再输入一次：") == typed else "两次输入不一致")
        if not problem:
            return typed
        print(problem)


def _weakness(password: str, username: str) -> str:
    try:
        validate_password(password, User(username=username, name="系统管理员"))
    except ValidationError as error:
        return "".join(error.messages)
    return ""
