"""The four roles."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from cases import roles


def install(apps: Any, schema_editor: Any) -> None:
    roles.install(apps, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_token")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
