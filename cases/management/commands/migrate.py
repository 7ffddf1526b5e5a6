"""Django's `migrate`, which here also mends what a check would refuse: missing triggers."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from cases.checks import triggers_coming


class Command(migrate.Command):
    def check(self, *args: Any, **options: Any) -> None:
        with triggers_coming():
            super().check(*args, **options)
