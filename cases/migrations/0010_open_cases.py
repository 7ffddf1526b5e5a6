"""Indexes for the workbench: the open cases, those whose date is provisional, those written to last."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_saved_views")]

    operations = [
        migrations.AddIndex("case", models.Index(fields=["organ", "recorded_at", "id"], name="case_by_recorded")),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["organ", "last_event_on", "id"],
                name="case_open",
                condition=models.Q(closed_on__isnull=True, voided_on__isnull=True),
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["organ", "due_key", "id"], name="case_provisional", condition=models.Q(provisional=True)
            ),
        ),
    ]
