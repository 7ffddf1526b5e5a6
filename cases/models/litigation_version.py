from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import FOREVER, check, line, optional_line, optional_reference, reference
from .litigation import Litigation


class LitigationVersion(models.Model):
    """What we knew of a lawsuit in `known_from <= t < known_to`, of that which reports count or list."""

    register = reference("cases.Litigation", _("行政应诉"), related_name="versions")
    organ = reference("cases.Organ", _("机关"))
    case = optional_reference("cases.Case", _("复议案件"))
    number = optional_line(_("法院案号"), 100)
    court = line(_("法院"), 100)
    instance = models.CharField(_("审级"), max_length=16, choices=Litigation.Instance.choices)
    after_reconsideration = models.BooleanField(_("经过复议"))
    head_appeared = models.BooleanField(_("负责人出庭"), null=True, blank=True)
    received_on = models.DateField(_("收到应诉通知日期"))
    known_from = models.DateTimeField(_("自"))
    known_to = models.DateTimeField(_("至"), default=FOREVER)

    class Meta:
        verbose_name = _("应诉登记历次状态")
        verbose_name_plural = _("应诉登记历次状态")
        default_permissions = ()
        indexes = [
            models.Index(fields=["organ", "received_on"], name="lawsuit_version_received"),
            models.Index(fields=["case"], name="lawsuit_version_case", condition=Q(case__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["register"], condition=Q(known_to=FOREVER), name="litigationversion_one_open"
            ),
            check("litigationversion_in_order", Q(known_to__gt=F("known_from")), _("起止时间颠倒")),
        ]

    def __str__(self) -> str:
        return f"{self.register_id} {self.known_from:%Y-%m-%d}"
