"""Selections of the case list that people keep, and the cases they watch."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import cases.validators


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(max_length=30, validators=[cases.validators.plain_line], verbose_name="名称"),
                ),
                (
                    "query",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=1000,
                        validators=[cases.validators.plain_line],
                        verbose_name="条件",
                    ),
                ),
                ("default", models.BooleanField(default=False, verbose_name="默认")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "常用视图",
                "verbose_name_plural": "常用视图",
                "ordering": ["user", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "name"), name="savedview_name_unique", violation_error_message="已有同名视图"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("default", True)), fields=("user",), name="savedview_one_default"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("name"), 30
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("query"), 1000
                            ),
                        ),
                        name="savedview_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "关注",
                "verbose_name_plural": "关注",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("user", "case"), name="watch_once")],
            },
        ),
    ]
