"""Which column or row of the statutory form a code belongs to."""

from __future__ import annotations

import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import cases.validators


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_report_indexes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="code",
            name="code_text_lengths",
        ),
        migrations.AddField(
            model_name="code",
            name="statutory",
            field=models.CharField(
                blank=True,
                default="",
                help_text="归入统计报表国法复统字1号的哪一栏；空：归入“其他”",
                max_length=100,
                validators=[cases.validators.plain_line],
                verbose_name="统计报表栏目",
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("list"), 32),
                    django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("code"), 40),
                    django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("label"), 100),
                    django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("statutory"), 100),
                ),
                name="code_text_lengths",
                violation_error_message="文字过长，请缩短后重新填写",
            ),
        ),
    ]
