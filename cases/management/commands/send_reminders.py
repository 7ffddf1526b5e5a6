"""`manage.py send_reminders`, once a day: what is late, due today or within three working days, by e-mail."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import clock, upkeep
from cases.models import User
from cases.reminders import message, send
from cases.reminders.digest import digest


class Command(BaseCommand):
    help = "向承办人和负责人发送当日的期限提醒邮件。同一天运行多次，每人只收到一封；没有期限的不发。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--show", metavar="USERNAME", help="只显示此人今天会收到的内容，不发送")

    def handle(self, *args: Any, show: str | None = None, **options: Any) -> None:
        today = clock.today()
        if show:
            return self._show(show)
        for _outcome in upkeep.refresh(today=today):  # time may have filed or ended a case since yesterday
            pass
        results = list(send.send(today=today))
        for one in results:
            if one.failed:
                self.stderr.write(f"{one.user}：有 {one.count} 项期限未能提醒，{one.failed}。")
        sent = sum(not one.failed for one in results)
        if sent:
            self.stdout.write(f"已发送 {sent} 封提醒。")
        if any(one.failed and one.user.email for one in results):
            raise CommandError("部分提醒没有发出，请检查邮件设置后再次运行；已发出的不会重发。")
        return None

    def _show(self, username: str) -> None:
        from cases import calendars

        user = User.objects.filter(username__iexact=username).first()
        if user is None:
            raise CommandError(f"没有用户“{username}”。")
        found = digest(user, today=clock.today(), calendar=calendars.current())
        self.stdout.write(f"{message.subject(found)}\n\n{message.body(found)}" if found else "今天没有需要提醒的期限。")
