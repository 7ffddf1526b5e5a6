from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import lengths, reference


class Reminder(models.Model):
    """The digest of a day to a person: one row, so that it is sent once however often the command runs."""

    user = reference("cases.User", _("用户"))
    day = models.DateField(_("日期"))
    count = models.PositiveIntegerField(_("期限数"))
    claimed_at = models.DateTimeField(_("开始发送"))
    sent_at = models.DateTimeField(_("已发送"), null=True)

    class Meta:
        verbose_name = _("期限提醒")
        verbose_name_plural = _("期限提醒")
        default_permissions = ()
        ordering = ["-day", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.user_id}"


class Subscription(models.Model):
    """A calendar programme may read a person's deadlines. Whoever has the address has them: only its hash is kept."""

    user = reference("cases.User", _("用户"))
    digest = models.CharField(_("散列值"), max_length=64, unique=True)
    everyone = models.BooleanField(_("含全部案件"), default=False)
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user"], name="subscription_one_per_user"),
            lengths("subscription_text_lengths", digest=64),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"
