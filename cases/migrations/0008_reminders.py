"""A digest once a day to each person, and a calendar that one may subscribe to."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_audit_exports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("count", models.PositiveIntegerField(verbose_name="期限数")),
                ("claimed_at", models.DateTimeField(verbose_name="开始发送")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="已发送")),
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
                "verbose_name": "期限提醒",
                "verbose_name_plural": "期限提醒",
                "ordering": ["-day", "user"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("user", "day"), name="reminder_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="散列值")),
                ("everyone", models.BooleanField(default=False, verbose_name="含全部案件")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
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
                "verbose_name": "日历订阅",
                "verbose_name_plural": "日历订阅",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("user",), name="subscription_one_per_user"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("digest"), 64
                            )
                        ),
                        name="subscription_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
    ]
