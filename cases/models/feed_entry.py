from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FeedEntry(models.Model):
    """The place of an event in the change feed, given after commit: a cursor never skips a late commit."""

    event = models.OneToOneField(
        "cases.Event", on_delete=models.PROTECT, primary_key=True, related_name="feed_entry", verbose_name=_("事项")
    )
    number = models.PositiveBigIntegerField(_("序号"), null=True, unique=True)

    class Meta:
        verbose_name = _("变更流")
        verbose_name_plural = _("变更流")
        default_permissions = ()
        indexes = [models.Index(fields=["event"], name="feed_pending", condition=Q(number__isnull=True))]

    def __str__(self) -> str:
        return f"{self.number}"
