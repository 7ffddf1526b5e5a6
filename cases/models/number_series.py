from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import check, line, reference


class NumberSeries(models.Model):
    """The last number given out, one row per organ, year and series."""

    organ = reference("cases.Organ", _("复议机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    series = line(_("系列"), 32, default="case")
    last = models.PositiveIntegerField(_("已用至"), default=0)

    class Meta:
        verbose_name = _("编号")
        verbose_name_plural = _("编号")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "series"],
                name="number_series_unique",
                violation_error_message=_("该年度的编号系列已存在"),
            ),
            check("number_series_year", models.Q(year__range=(1999, 9999)), _("年度须在1999年以后")),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.series} {self.last}"
