from __future__ import annotations

from typing import Any

from django.db import migrations

COLUMNS = (
    "organ_id",
    "case_id",
    "number",
    "court",
    "instance",
    "after_reconsideration",
    "head_appeared",
    "received_on",
)


def versions(apps: Any, schema_editor: Any) -> None:
    """What is known now of a lawsuit is taken as known since it was registered."""
    using = schema_editor.connection.alias
    version = apps.get_model("cases", "LitigationVersion")
    lawsuits = apps.get_model("cases", "Litigation").objects.using(using).order_by("pk")
    rows = lawsuits.values("pk", "recorded_at", *COLUMNS)
    made = [version(register_id=row.pop("pk"), known_from=row.pop("recorded_at"), **row) for row in rows]
    version.objects.using(using).bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_lawsuit_versions")]
    operations = [migrations.RunPython(versions, migrations.RunPython.noop)]
