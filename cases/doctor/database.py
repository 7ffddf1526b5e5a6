from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.utils.translation import gettext as _

from cases import checks, clock
from cases.backups.engines import engine

from .finding import Finding, away, fix, ok

SUBJECT = "数据库"
OLDEST = {"postgresql": 130_000}
MOST_SECONDS = 60


def usable() -> Iterator[Finding]:
    """Names no host and no account: the probe shows it to everybody."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        yield away(SUBJECT, _("数据库无法连接"), _("请检查 DATABASE_URL，并确认数据库服务已启动"))
        return
    if waiting:
        yield away(SUBJECT, _("有尚未执行的数据库迁移，请运行 manage.py migrate"), _("迁移前请先备份"))
    else:
        yield ok(SUBJECT, _("可以连接，迁移均已执行"))


def safe() -> Iterator[Finding]:
    """Settings under which nothing acknowledged is lost, a version that we know, and the triggers of the log."""
    found = [fix(SUBJECT, message.msg, str(message.hint or "")) for message in checks.problems(connection)]
    version = engine(connection.vendor).version(connection)
    yield from found or [ok(SUBJECT, _("%(version)s 的设置安全，触发器齐全") % {"version": version})]
    if connection.vendor == "postgresql" and _server() < OLDEST["postgresql"]:
        yield fix(SUBJECT, _("PostgreSQL 版本过旧"), _("请升级到 13 以上"))


def clock_agrees() -> Iterator[Finding]:
    """Deadlines are counted by the program's clock, PostgreSQL logs by its own."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - clock.now()).total_seconds())
    if apart > MOST_SECONDS:
        sentence = _("数据库服务器与本机的时钟相差 %(n)s 秒") % {"n": round(apart)}
        yield fix(SUBJECT, sentence, _("请在两台机器上启用 NTP 对时（timedatectl set-ntp true）"))


def _server() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0])
