"""The application: everything that hangs on Django's start hangs here."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "行政复议"

    def ready(self) -> None:
        from cases import checks, search, triggers  # noqa: F401  (registers the checks)

        post_migrate.connect(triggers.after_migrate, sender=self)
        post_migrate.connect(search.after_migrate, sender=self)
