"""What the workbench counts becomes part of the indexes: SQLite, too, then need not look at most of the cases."""

from __future__ import annotations

from django.db import migrations, models

OPEN = models.Q(closed_on__isnull=True, voided_on__isnull=True)
OWED = models.Q(due_on__isnull=False, voided_on__isnull=True)


def index(name: str, *fields: str, condition: models.Q | None = None) -> models.Index:
    return models.Index(fields=["organ", *fields], name=name, condition=condition)


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_counts_of_the_workbench")]

    operations = [
        migrations.RemoveIndex("case", "case_by_accepted"),
        migrations.RemoveIndex("case", "case_by_filed"),
        migrations.RemoveIndex("case", "case_by_closed"),
        migrations.RemoveIndex("case", "case_open"),
        migrations.RemoveIndex("case", "case_owed"),
        migrations.AddIndex("case", index("case_by_accepted", "accepted_on", "id", "voided_on")),
        migrations.AddIndex("case", index("case_by_filed", "filed_on", "id", "voided_on")),
        migrations.AddIndex("case", index("case_by_closed", "closed_on", "id", "voided_on", "concluded_on", "outcome")),
        migrations.AddIndex("case", index("case_open", "last_event_on", "id", "handler", "due_key", condition=OPEN)),
        migrations.AddIndex(
            "case", index("case_owed", "due_key", "id", "due_on", "due_kind", "state", "voided_on", condition=OWED)
        ),
    ]
