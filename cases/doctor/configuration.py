from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings as configured
from django.core.checks import run_checks
from django.utils.translation import gettext as _

from .finding import Finding, fix, note, ok

SUBJECT = "设置"
HTTPS = {"security.W004", "security.W008", "security.W012", "security.W016"}


def settings() -> Iterator[Finding]:
    if configured.DEBUG:
        yield fix(SUBJECT, _("DEBUG 已打开，出错页面会显示内部信息"), _("请去掉环境变量 DEBUG 后重启"))
    if not configured.BEHIND_TLS:
        hint = _("多人使用时请由 nginx 提供 HTTPS，并设 BEHIND_TLS=true；只在本机试用可不设")
        yield note(SUBJECT, _("没有启用 HTTPS，密码和个人信息会在网络上明文传输"), hint)
    found = list(_deployment())
    yield from found or [ok(SUBJECT, _("系统检查通过，SECRET_KEY 合格"))]
    yield from _exposed()


def language_and_time() -> Iterator[Finding]:
    if configured.TIME_ZONE != "Asia/Shanghai" or not configured.USE_TZ:
        yield fix(SUBJECT, _("时区不是 Asia/Shanghai，期限会差一天"), _("请恢复 TIME_ZONE = 'Asia/Shanghai'"))


def mail() -> Iterator[Finding]:
    """Reminders go out by e-mail; without a server they are only printed."""
    if configured.EMAIL_HOST:
        yield ok("邮件", _("邮件经 %(host)s 寄出") % {"host": configured.EMAIL_HOST})
    else:
        hint = _("需要邮件提醒时请设置 EMAIL_HOST 和 EMAIL_FROM")
        yield note("邮件", _("没有设置邮件服务器，期限提醒只写入日志，不寄出"), hint)


def _deployment() -> Iterator[Finding]:
    """Django's own examination of a server, but for HTTPS, of which we spoke, and the database, which comes later."""
    for message in run_checks(include_deployment_checks=True):
        if not message.is_silenced() and message.id not in HTTPS and message.id != "security.W018":
            yield fix(SUBJECT, f"{message.id} {message.msg}", str(message.hint or ""))


def _exposed() -> Iterator[Finding]:
    if os.name != "posix":
        return
    for folder in (configured.VAR_DIR, configured.BACKUP_DIR):
        path = Path(folder)
        if path.exists() and path.stat().st_mode & 0o007:
            sentence = _("本机其他用户可以进入 %(path)s") % {"path": path}
            yield note(SUBJECT, sentence, f"chmod -R o= {path}")
