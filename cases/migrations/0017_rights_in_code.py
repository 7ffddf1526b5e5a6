from __future__ import annotations

from typing import Any

from django.db import migrations

from cases import roles


def install(apps: Any, schema_editor: Any) -> None:
    """What a role may do is read from the program: what groups were given before would only mislead."""
    roles.install(apps, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_by_receipt_under_way")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
