from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import lengths, line, optional_reference, reference


class IdempotencyKey(models.Model):
    """The answer to a creating call, kept so that a retry gets the same one."""

    user = reference("cases.User", _("用户"), on_delete=models.CASCADE)
    key = line(_("键"), 200)
    request_hash = models.CharField(_("请求校验值"), max_length=64)
    status = models.PositiveSmallIntegerField(_("状态码"), null=True)
    answer = models.JSONField(_("回答"), null=True)
    case = optional_reference("cases.Case", _("案件"))
    created_at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("幂等键")
        verbose_name_plural = _("幂等键")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotencykey_unique"),
            lengths("idempotencykey_text_lengths", key=200, request_hash=64),
        ]

    def __str__(self) -> str:
        return self.key
