"""Who took cases out of the program as a file, when and by which filters."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import cases.validators


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_statutory_column"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "format",
                    models.CharField(choices=[("csv", "CSV"), ("xlsx", "Excel")], max_length=8, verbose_name="格式"),
                ),
                (
                    "filters",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=500,
                        validators=[cases.validators.plain_line],
                        verbose_name="条件",
                    ),
                ),
                ("rows", models.PositiveIntegerField(verbose_name="件数")),
                ("address", models.GenericIPAddressField(blank=True, null=True, verbose_name="网络地址")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "导出记录",
                "verbose_name_plural": "导出记录",
                "ordering": ["-id"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["csv", "xlsx"])),
                        name="exportlog_format_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("filters"), 500
                            )
                        ),
                        name="exportlog_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
    ]
