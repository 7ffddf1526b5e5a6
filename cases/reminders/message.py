"""The digest in words: number, next action, day, article. Of persons only the handler's name; no addresses to click."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from cases.models import Deadline
from cases.templatetags.ui import day, days_left_text, weekday

from .digest import Digest, action, due

MOST = 100


def subject(digest: Digest) -> str:
    counted = "，".join(f"{name} {len(rows)} 项" for name, rows in digest.parts)
    return _("办案期限提醒：%(counted)s") % {"counted": counted}


def body(digest: Digest) -> str:
    whose = _("本机关全部案件") if digest.everyone else _("您承办的案件")
    head = _("截至%(day)s（%(weekday)s），%(whose)s有下列期限需要处理。")
    lines = [head % {"day": day(digest.day), "weekday": weekday(digest.day), "whose": whose}]
    for name, rows in digest.parts:
        lines += ["", f"【{name}】{len(rows)} 项", *told(rows, digest)]
    return "\n".join([*lines, "", *closing()]) + "\n"


def told(rows: tuple[Deadline, ...], digest: Digest) -> Iterator[str]:
    for number, row in enumerate(rows[:MOST], start=1):
        yield f"{number}. {sentence(row, digest)}"
    if len(rows) > MOST:
        yield _("另有 %(n)s 项，请在工作台查看。") % {"n": len(rows) - MOST}


def sentence(row: Deadline, digest: Digest) -> str:
    """望政复〔2026〕1号  发送申请书副本  2026年11月24日（还有 1 天）  第四十八条"""
    parts = [
        row.case.number,
        action(row),
        f"{day(due(row))}（{days_left_text(due(row), digest.day)}）",
        row.article,
    ]
    if row.provisional:
        parts.append(_("日期暂定"))
    if digest.everyone:
        parts.append(_("承办：%(who)s") % {"who": row.case.handler or _("未指定")})
    return "  ".join(parts)


def closing() -> Iterator[str]:
    if settings.SITE_ADDRESS:
        yield _("请登录办案系统办理：%(address)s") % {"address": settings.SITE_ADDRESS}
    else:
        yield _("请登录办案系统办理。")
    yield _("本邮件由系统自动发送，请勿回复。")
