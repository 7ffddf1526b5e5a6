"""Indexes for what reports count (the present knowledge of one organ, by day), and when a lawsuit was registered."""

from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_roles")]

    operations = [
        migrations.RemoveIndex("caseversion", "version_accepted"),
        migrations.RemoveIndex("caseversion", "version_filed"),
        migrations.RemoveIndex("caseversion", "version_concluded"),
        migrations.RemoveIndex("caseversion", "version_closed"),
        migrations.AddIndex(
            "caseversion", models.Index(fields=["organ", "known_to", "accepted_on"], name="version_accepted")
        ),
        migrations.AddIndex(
            "caseversion", models.Index(fields=["organ", "known_to", "filed_on"], name="version_filed")
        ),
        migrations.AddIndex(
            "caseversion",
            models.Index(fields=["organ", "known_to", "closed_on", "accepted_on"], name="version_closed"),
        ),
        migrations.AddIndex(
            "caseversion",
            models.Index(
                fields=["opinion_issued_on"],
                name="version_opinion",
                condition=models.Q(opinion_issued_on__isnull=False),
            ),
        ),
        migrations.AddField(
            "litigation",
            "recorded_at",
            models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name="登记时间"),
            preserve_default=False,
        ),
    ]
