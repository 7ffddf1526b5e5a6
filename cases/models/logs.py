"""Logs beside the events: who saw personal data, and who changed a plain field. Append-only, like the events."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import lengths, line, optional_line, optional_reference, reference


class RevealLog(models.Model):
    """Somebody read a personal datum in full."""

    user = reference("cases.User", _("用户"), db_index=True)
    case = optional_reference("cases.Case", _("案件"), db_index=True)
    party = optional_reference("cases.Party", _("当事人"), db_index=True)
    field = line(_("项目"), 32)
    reason = line(_("理由"), 200)
    address = models.GenericIPAddressField(_("网络地址"), null=True, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("个人信息查看记录")
        verbose_name_plural = _("个人信息查看记录")
        default_permissions = ("view",)
        ordering = ["-id"]
        constraints = [lengths("reveallog_text_lengths", field=32, reason=200)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.field}"


class ChangeLog(models.Model):
    """Somebody changed a plain field. Personal data appear masked."""

    case = optional_reference("cases.Case", _("案件"), db_index=True)
    table = line(_("对象"), 50)
    object_id = line(_("编号"), 50)
    field = line(_("项目"), 50)
    old = models.TextField(_("原值"), blank=True, default="")
    new = models.TextField(_("新值"), blank=True, default="")
    reason = optional_line(_("理由"), 200)
    at = models.DateTimeField(_("时间"))
    by = optional_reference("cases.User", _("操作人"))

    class Meta:
        verbose_name = _("变更记录")
        verbose_name_plural = _("变更记录")
        default_permissions = ("view",)
        ordering = ["-id"]
        indexes = [models.Index(fields=["table", "object_id"], name="changelog_by_object")]
        constraints = [lengths("changelog_text_lengths", table=50, object_id=50, field=50, reason=200)]

    def __str__(self) -> str:
        return f"{self.table}.{self.field}"
