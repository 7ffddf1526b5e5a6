from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import optional_line, reference
from .fields import EncryptedField


class Draft(models.Model):
    """An application that is still being typed: it holds personal data, so that its content is encrypted."""

    user = reference("cases.User", _("用户"), related_name="drafts", db_index=True, on_delete=models.CASCADE)
    title = optional_line(_("标题"), 100)
    content = EncryptedField(_("内容"), blank=True, default="")
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("保存时间"), auto_now=True)

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        default_permissions = ()
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.title or f"{self.pk}"
