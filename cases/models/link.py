from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import check, known, optional_line, optional_reference, reference


class Link(models.Model):
    """Two cases that belong together. Joined cases still count one each; a new application is a new, linked case."""

    class Kind(models.TextChoices):
        JOINED = "joined", _("并案")
        RELATED = "related", _("关联")
        REOPENED = "reopened", _("重新申请")

    kind = models.CharField(_("关系"), max_length=16, choices=Kind.choices)
    from_case = reference("cases.Case", _("案件"), related_name="links_out", db_index=True)
    to_case = reference("cases.Case", _("对应案件"), related_name="links_in", db_index=True)
    note = optional_line(_("说明"), 200)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = optional_reference("cases.User", _("登记人"))

    class Meta:
        verbose_name = _("案件关联")
        verbose_name_plural = _("案件关联")
        default_permissions = ("view", "add")
        constraints = [
            known("link_kind_known", "kind", ["joined", "related", "reopened"]),
            check("link_two_cases", ~Q(from_case=F("to_case")), _("案件不能与自身关联")),
            models.UniqueConstraint(
                fields=["kind", "from_case", "to_case"], name="link_unique", violation_error_message=_("该关联已登记")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_case_id} {self.get_kind_display()} {self.to_case_id}"
