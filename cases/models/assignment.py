from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import check, known, reference


class Assignment(models.Model):
    """Who handled a case, from when to when. Follows from the `assigned` events; written by projections only."""

    class Role(models.TextChoices):
        LEAD = "lead", _("主办")
        SECOND = "second", _("协办")

    case = reference("cases.Case", _("案件"), related_name="assignments", db_index=True)
    user = reference("cases.User", _("承办人"), related_name="assignments", db_index=True)
    role = models.CharField(_("分工"), max_length=8, choices=Role.choices)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("承办")
        verbose_name_plural = _("承办")
        default_permissions = ("view",)
        ordering = ["case", "since", "role"]
        constraints = [
            known("assignment_role_known", "role", ["lead", "second"]),
            check("assignment_in_order", Q(until__isnull=True) | Q(until__gte=F("since")), _("起止日期颠倒")),
            models.UniqueConstraint(
                fields=["case", "role"], condition=Q(until__isnull=True), name="assignment_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.user_id}"
