"""Which organ a command is told to work for."""

from __future__ import annotations

from django.core.management.base import CommandError

from cases.models import Organ


def named(code: str) -> Organ:
    """Raises CommandError where no organ bears the code."""
    organ = Organ.objects.filter(code=code).first()
    if organ is None:
        raise CommandError(f"没有代码为“{code}”的复议机关，请核对，或先运行 manage.py setup。")
    return organ


def only_one() -> Organ:
    """The organ of an installation that has one. Raises CommandError otherwise."""
    organs = list(Organ.objects.order_by("code")[:2])
    if len(organs) == 1:
        return organs[0]
    if organs:
        raise CommandError("有多个复议机关，请用 --organ 指明代码。")
    raise CommandError("还没有复议机关，请先运行 manage.py setup（正式使用）或 manage.py quickstart（试用）。")
