"""The application: everything that hangs on Django's start hangs here."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "行政复议"

    def ready(self) -> None:
        from cases import checks  # noqa: F401  (registers the checks)
