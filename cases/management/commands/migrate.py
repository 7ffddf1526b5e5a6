"""Django's `migrate`, which here also mends what a check would refuse: missing triggers."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from cases import triggers
from cases.checks import triggers_coming


class Command(migrate.Command):
    def check(self, *args: Any, **options: Any) -> None:
        with triggers_coming():
            super().check(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        """SQLite cannot rebuild a table that a trigger of another table names: they go, and come back at the end."""
        connection = connections[options["database"]]
        looking = options["plan"] or options["check_unapplied"]
        if connection.vendor != "sqlite" or looking:
            super().handle(*args, **options)
            return
        triggers.remove(connection)
        try:
            super().handle(*args, **options)
        finally:
            if triggers.TABLE in connection.introspection.table_names():
                triggers.install(connection)
