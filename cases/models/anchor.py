from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns import lengths


class Anchor(models.Model):
    """How many cases and events there were, and the Merkle root over the heads of all chains.

    Stored here and appended to a file outside the database: a chain alone does not notice that its tail is missing.
    """

    at = models.DateTimeField(_("时间"))
    cases = models.PositiveBigIntegerField(_("案件数"))
    events = models.PositiveBigIntegerField(_("事项数"))
    root = models.CharField(_("根校验值"), max_length=64)

    class Meta:
        verbose_name = _("存证")
        verbose_name_plural = _("存证")
        default_permissions = ("view",)
        ordering = ["-id"]
        constraints = [lengths("anchor_text_lengths", root=64)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.root[:12]}"
