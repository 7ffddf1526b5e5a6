from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import lengths, line, optional_line


class Code(models.Model):
    """An entry of an editable list: 申请复议事项 (`matter`), 行政管理领域 (`field`), …"""

    list = line(_("列表"), 32)
    code = line(_("代码"), 40)
    label = line(_("名称"), 100)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)
    active = models.BooleanField(_("启用"), default=True)
    version = models.PositiveIntegerField(_("版本"), default=1)
    statutory = optional_line(_("统计报表栏目"), 100, help_text=_("归入统计报表国法复统字1号的哪一栏；空：归入“其他”"))

    class Meta:
        verbose_name = _("代码")
        verbose_name_plural = _("代码表")
        default_permissions = ("view", "add", "change")
        ordering = ["list", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code"], name="code_unique", violation_error_message=_("该列表中已有此代码")
            ),
            lengths("code_text_lengths", list=32, code=40, label=100, statutory=100),
        ]

    def __str__(self) -> str:
        return self.label
