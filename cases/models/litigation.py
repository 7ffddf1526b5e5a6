from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import check, known, lengths, line, optional_line, optional_reference, reference


class Litigation(models.Model):
    """An administrative lawsuit that the organ's institution handles (行政应诉)."""

    class Instance(models.TextChoices):
        FIRST = "first", _("一审")
        SECOND = "second", _("二审")
        RETRIAL = "retrial", _("再审")

    organ = reference("cases.Organ", _("机关"))
    case = optional_reference("cases.Case", _("复议案件"), related_name="litigation", db_index=True)
    number = optional_line(_("法院案号"), 100)
    court = line(_("法院"), 100)
    instance = models.CharField(_("审级"), max_length=16, choices=Instance.choices, default=Instance.FIRST)
    plaintiff = optional_line(_("原告"), 200)
    defendant = optional_line(_("被告"), 200)
    after_reconsideration = models.BooleanField(_("经过复议"), default=False)
    head_appeared = models.BooleanField(_("负责人出庭"), null=True, blank=True)
    received_on = models.DateField(_("收到应诉通知日期"))
    heard_on = models.DateField(_("开庭日期"), null=True, blank=True)
    ended_on = models.DateField(_("裁判日期"), null=True, blank=True)
    result = optional_line(_("裁判结果"), 200)
    note = optional_line(_("备注"), 500)
    recorded_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("行政应诉")
        verbose_name_plural = _("行政应诉")
        default_permissions = ("view", "add", "change")
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["organ", "received_on", "id"], name="litigation_by_received")]
        constraints = [
            known("litigation_instance_known", "instance", ["first", "second", "retrial"]),
            check(
                "litigation_in_order",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("received_on")),
                _("裁判日期早于收到日期"),
            ),
            models.UniqueConstraint(
                fields=["organ", "number"],
                condition=~Q(number=""),
                name="litigation_number_unique",
                violation_error_message=_("该法院案号已登记"),
            ),
            lengths(
                "litigation_text_lengths", number=100, court=100, plaintiff=200, defendant=200, result=200, note=500
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.court} {self.received_on}"
