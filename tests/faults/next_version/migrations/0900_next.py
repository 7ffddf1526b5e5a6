"""Rebuilds the two largest tables on SQLite (which drops their triggers) and fills a new column from an old one."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations, models
from django.db.models import F

from cases import migrations as shipped

LAST = sorted(path.stem for path in Path(shipped.__path__[0]).glob("0*.py"))[-1]


def fill(apps: object, schema_editor: object) -> None:
    apps.get_model("cases", "Case").objects.update(next_note=F("number"))  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    dependencies = [("cases", LAST)]
    operations = [
        migrations.AlterField("event", "ref", models.CharField(max_length=120, blank=True, default="")),
        migrations.AddField("case", "next_note", models.TextField(default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("case", "next_note", models.CharField(max_length=80, default="", db_index=True)),
    ]
