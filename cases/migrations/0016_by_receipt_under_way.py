"""An index of the cases under way by receipt: they stand at the end of all receipts, where a list would look last."""

from __future__ import annotations

from django.db import migrations, models

UNDER_WAY = ["screening", "supplementing", "under_review", "suspended", "to_be_served"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_search_by_organ")]

    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["organ", "accepted_on", "id"],
                name="case_under_way",
                condition=models.Q(stage__in=UNDER_WAY),
            ),
        )
    ]
