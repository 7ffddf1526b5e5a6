from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.validators import number_pattern

from .columns import lengths, line, optional_reference


class Organ(models.Model):
    """A reconsideration authority (复议机关): every case belongs to one."""

    code = line(_("行政区划代码"), 20, unique=True)
    name = line(_("复议机关"), 100)
    institution = line(_("复议机构"), 100, blank=True, default="")
    number_pattern = models.CharField(
        _("案号格式"), max_length=100, default="望政复〔{year}〕{serial}号", validators=[number_pattern]
    )
    parent = optional_reference("cases.Organ", _("上级机关"), related_name="subordinates", db_index=True)

    class Meta:
        verbose_name = _("复议机关")
        verbose_name_plural = _("复议机关")
        default_permissions = ("view", "add", "change")
        ordering = ["code"]
        constraints = [lengths("organ_text_lengths", code=20, name=100, institution=100, number_pattern=100)]

    def __str__(self) -> str:
        return self.name
