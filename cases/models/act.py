from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.rules.facts import ActFacts, Obstacle

from .columns import check, known, lengths, optional_line, optional_reference, reference


class Act(models.Model):
    """The contested administrative act, or the omission to act."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("行政行为")
        OMISSION = "omission", _("不作为")

    case = reference("cases.Case", _("案件"), related_name="acts", db_index=True)
    kind = models.CharField(_("种类"), max_length=16, choices=Kind.choices, default=Kind.DECISION)
    matter = optional_reference("cases.Code", _("申请复议事项"))
    field = optional_reference("cases.Code", _("行政管理领域"))
    title = optional_line(_("名称"), 200)
    document_number = optional_line(_("文书编号"), 100)
    made_on = models.DateField(_("作出日期"), null=True, blank=True)
    known_on = models.DateField(_("知道日期"), null=True, blank=True)
    served_on = models.DateField(_("送达日期"), null=True, blank=True)
    remedy_stated = models.BooleanField(_("已告知复议权利和期限"), null=True, blank=True)
    remedy_known_on = models.DateField(_("知道复议权利和期限的日期"), null=True, blank=True)
    real_estate = models.BooleanField(_("涉及不动产"), default=False)
    requested_on = models.DateField(_("请求履行职责的日期"), null=True, blank=True)
    duty_due_on = models.DateField(_("履行职责期限届满日"), null=True, blank=True)
    obstacles = models.JSONField(_("耽误期限的障碍"), default=list, blank=True)
    limit_days = models.PositiveIntegerField(_("法律规定的较长申请期限（日）"), null=True, blank=True)
    amount = models.DecimalField(_("涉案金额（元）"), max_digits=16, decimal_places=2, null=True, blank=True)
    respondents = models.ManyToManyField("cases.Agency", verbose_name=_("被申请人"), related_name="acts", blank=True)

    class Meta:
        verbose_name = _("被申请复议的行政行为")
        verbose_name_plural = _("被申请复议的行政行为")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["document_number"], name="act_by_document_number", condition=~Q(document_number=""))
        ]
        constraints = [
            known("act_kind_known", "kind", ["decision", "omission"]),
            check("act_amount_not_negative", Q(amount__isnull=True) | Q(amount__gte=0), _("金额不能为负数")),
            lengths("act_text_lengths", title=200, document_number=100),
        ]

    def __str__(self) -> str:
        return self.document_number or self.title or self.get_kind_display()

    def facts(self) -> ActFacts:
        """What the rules need to know of it."""
        return ActFacts(
            kind=self.kind,
            made_on=self.made_on,
            known_on=self.known_on or self.served_on,
            remedy_stated=self.remedy_stated,
            remedy_known_on=self.remedy_known_on,
            real_estate=self.real_estate,
            requested_on=self.requested_on,
            duty_due_on=self.duty_due_on,
            obstacles=tuple(_obstacle(entry) for entry in self.obstacles),
            limit_days=self.limit_days,
        )


def _obstacle(entry: dict[str, str | None]) -> Obstacle:
    removed = entry.get("to")
    return Obstacle(date.fromisoformat(str(entry["from"])), date.fromisoformat(removed) if removed else None)
