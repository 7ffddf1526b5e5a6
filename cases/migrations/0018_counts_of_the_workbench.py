"""The counts on top of the workbench are read from indexes: what is owed, and how open cases share out."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_rights_in_code")]

    operations = [
        migrations.RemoveIndex("case", "case_open"),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["organ", "last_event_on", "id"],
                name="case_open",
                condition=models.Q(closed_on__isnull=True, voided_on__isnull=True),
                include=["handler", "due_key"],
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["organ", "due_key", "id"],
                name="case_owed",
                condition=models.Q(due_on__isnull=False, voided_on__isnull=True),
                include=["due_on", "due_kind", "state"],
            ),
        ),
    ]
