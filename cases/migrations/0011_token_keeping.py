from __future__ import annotations

from typing import Any

from django.db import migrations

from cases import roles


def install(apps: Any, schema_editor: Any) -> None:
    """The administrator sees tokens and revokes them."""
    roles.install(apps, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_open_cases")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
