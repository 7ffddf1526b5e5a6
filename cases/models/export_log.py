from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import known, lengths, optional_line, reference


class ExportLog(models.Model):
    """Somebody took cases out of the program as a file. Append-only, like the other logs."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel"

    user = reference("cases.User", _("用户"), db_index=True)
    format = models.CharField(_("格式"), max_length=8, choices=Format.choices)
    filters = optional_line(_("条件"), 500)
    rows = models.PositiveIntegerField(_("件数"))
    address = models.GenericIPAddressField(_("网络地址"), null=True, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("导出记录")
        verbose_name_plural = _("导出记录")
        default_permissions = ("view",)
        ordering = ["-id"]
        constraints = [
            known("exportlog_format_known", "format", ["csv", "xlsx"]),
            lengths("exportlog_text_lengths", filters=500),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_format_display()} {self.rows}"
