from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .columns import check, known, lengths, line, optional_line, optional_reference, reference


class Attachment(models.Model):
    """A paper of the file. What has been stored is frozen: a new one replaces it."""

    class Volume(models.TextChoices):
        MAIN = "main", _("正卷")
        INTERNAL = "internal", _("副卷")

    case = reference("cases.Case", _("案件"), related_name="attachments", db_index=True)
    event = optional_reference("cases.Event", _("事项"), related_name="attachments")
    title = line(_("名称"), 200)
    file = models.FileField(_("文件"), upload_to="attachments/%Y/%m/")
    media_type = optional_line(_("格式"), 100)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    volume = models.CharField(_("卷别"), max_length=16, choices=Volume.choices, default=Volume.MAIN)
    replaces = optional_reference("cases.Attachment", _("替换"))
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    uploaded_by = optional_reference("cases.User", _("上传人"))

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")
        default_permissions = ("view", "add")
        ordering = ["case", "id"]
        constraints = [
            known("attachment_volume_known", "volume", ["main", "internal"]),
            check("attachment_has_title", ~Q(title=""), _("材料须有名称")),
            lengths("attachment_text_lengths", title=200, media_type=100, sha256=64),
        ]

    def __str__(self) -> str:
        return self.title
