"""`manage.py quickstart`: a trial with the year 2023 and running samples, served on this machine.

Running it again adds what is missing and changes nothing else.
"""

from __future__ import annotations

import socket
from argparse import ArgumentParser
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError

from cases import accounts, calendars, clock, founding, loading
from cases.checks import refuse_unsafe_database
from cases.imports.files import read_table
from cases.imports.register import import_register
from cases.management.progress import UNREACHABLE, Steps, load_reference_data, prepare_database
from cases.models import Case, Organ, User
from cases.reports.annual import annual
from cases.reports.periods import Period
from cases.reports.scope import Scope
from cases.reports.sentence import sentence
from cases.samples import load_samples

HOST = "127.0.0.1"
WANGDU = {
    "code": "130631",
    "name": "望都县人民政府",
    "institution": "望都县司法局",
    "number_pattern": "望政复〔{year}〕{serial}号",
}
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


class Command(BaseCommand):
    help = "试用：建立数据库，载入2023年示例数据和示例账号，并在本机打开网页。再次运行只补齐，不改动。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-samples", action="store_true", help="不载入运行中的示例案件（2023年的仍载入）")
        parser.add_argument("--no-serve", action="store_true", help="准备好就结束，不打开网页")
        parser.add_argument("--port", type=int, default=8000, help="网页端口，默认 8000")

    def handle(self, *args: Any, no_samples: bool, no_serve: bool, port: int, **options: Any) -> None:
        if not no_serve:
            _refuse_used(port)
        try:
            founding.refuse_other(founding.TRIAL)
            self._prepare(samples=not no_samples)
        except (founding.WrongPurpose, ImproperlyConfigured) as problem:
            raise CommandError(str(problem)) from None
        except OperationalError as error:
            raise CommandError(UNREACHABLE.format(error=error)) from None
        except KeyboardInterrupt:
            raise CommandError("已中断。再次运行 quickstart 会接着做完。") from None
        if not no_serve:
            self._serve(port)

    def _prepare(self, *, samples: bool) -> None:
        steps = Steps(self.stdout, of=11 if samples else 10)
        prepare_database(steps)
        organ, new = founding.begin(founding.TRIAL, **WANGDU)
        steps.begin("复议机关")
        steps.end(f"{organ.name}（{organ.institution}）" + ("" if new else "，已有，没有改动"))
        load_reference_data(steps, organ)
        passwords = self._create_accounts(steps, organ)
        try:
            _load_year(steps, organ)
            if samples:
                steps.load("运行中的示例案件", partial(_load_samples, organ), "件（示例数据，日期相对于今天）")
        finally:
            self._tell_passwords(passwords)
        self.stdout.write(sentence(annual(YEAR, scope=Scope(organ=organ))))

    def _create_accounts(self, steps: Steps, organ: Organ) -> dict[str, str]:
        steps.begin("示例账号")
        passwords = accounts.create_trial(organ)
        kept = "已有，密码没有改动（忘记时用 manage.py changepassword 用户名 重设）"
        steps.end(f"已创建 {len(passwords)} 个" if passwords else kept)
        return passwords

    def _tell_passwords(self, passwords: dict[str, str]) -> None:
        """They are kept nowhere: told even if a later step fails."""
        self.stdout.write("")
        if not passwords:
            return
        self.stdout.write("示例账号的密码只显示这一次，请记下：")
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<14} {password}   {accounts.TRIAL[username]}")
        self.stdout.write("")

    def _serve(self, port: int) -> None:
        from waitress import create_server

        refuse_unsafe_database()
        try:
            server = create_server(get_wsgi_application(), host=HOST, port=port, threads=8, ident=None)
        except OSError:
            raise _port_used(port) from None
        self.stdout.write(f"网页已打开：http://{HOST}:{port}/   按 Ctrl-C 停止。")
        self.stdout.flush()
        server.run()  # returns on Ctrl-C
        self.stdout.write("已停止。再次运行同一命令即可继续，数据都在。")


def _load_year(steps: Steps, organ: Organ) -> None:
    steps.load("2023年台账", partial(_import_register, organ), "件（示例数据）")
    steps.load("2023年公布数据", partial(loading.load_published, organ), "项")
    steps.load("2023年行政应诉", partial(loading.load_litigation, organ), "件（示例数据）")


def _import_register(organ: Organ) -> int:
    """The register is imported as a whole or not at all: one number of it tells that it is there."""
    path = loading.YEAR_2023 / "register.csv"
    numbers = [row["案号"] for row in loading.read_csv(path)]
    if Case.objects.filter(organ=organ, number__in=numbers).exists():
        return 0
    return import_register(read_table(path), organ=organ, by=None).cases


def _load_samples(organ: Organ) -> int:
    clerk = User.objects.get(username__iexact="clerk")
    return load_samples(organ, handler=clerk, today=clock.today(), calendar=calendars.current())


def _refuse_used(port: int) -> None:
    if not 1 <= port <= 65535:
        raise CommandError("--port 须为 1 至 65535 之间的整数。")
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise _port_used(port)


def _port_used(port: int) -> CommandError:
    return CommandError(
        f"端口 {port} 已被占用（也许 quickstart 已在运行：请打开 http://{HOST}:{port}/），"
        f"或者没有权限使用。请先停止占用它的程序，或者换一个端口：quickstart --port {port % 60000 + 1000}"
    )
