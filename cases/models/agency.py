from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.rules.terms import AgencyType

from .columns import check, known, lengths, line, optional_line, optional_reference, term


class Agency(models.Model):
    """An organ whose acts are contested. Renamed or merged: it ends, and its successor begins."""

    code = line(_("代码"), 40, unique=True)
    name = line(_("名称"), 100)
    short_name = optional_line(_("简称"), 50)
    type = term(AgencyType, _("类型"))
    organ = optional_reference(
        "cases.Organ",
        _("有管辖权的本系统复议机关"),
        related_name="agencies",
        db_index=True,
        help_text=_("空：不由本系统管辖"),
    )
    competent = optional_line(_("有管辖权的机关（含条文）"), 200)
    valid_from = models.DateField(_("设立日期"), null=True, blank=True)
    valid_to = models.DateField(_("撤销日期"), null=True, blank=True)
    successor = optional_reference("cases.Agency", _("继续行使职权的机关"))

    class Meta:
        verbose_name = _("行政机关")
        verbose_name_plural = _("行政机关")
        default_permissions = ("view", "add", "change")
        ordering = ["code"]
        indexes = [models.Index(fields=["name"], name="agency_name")]
        constraints = [
            known("agency_type_known", "type", AgencyType),
            check(
                "agency_valid_in_order",
                Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                _("撤销日期不能早于设立日期"),
            ),
            check("agency_not_own_successor", ~Q(successor=F("id")), _("机关不能由自身继续行使职权")),
            lengths("agency_text_lengths", code=40, name=100, short_name=50, competent=200),
        ]

    def __str__(self) -> str:
        return self.name
