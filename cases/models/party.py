from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.rules.terms import PartyType, Role

from .columns import check, known, lengths, line, optional_line, optional_reference, optional_term, reference, term
from .fields import EncryptedField


class Party(models.Model):
    """Somebody in a case. Personal data stand here, encrypted, and never in an event."""

    class Sex(models.TextChoices):
        MALE = "male", _("男")
        FEMALE = "female", _("女")

    case = reference("cases.Case", _("案件"), related_name="parties")
    position = models.PositiveIntegerField(_("顺序"))
    role = term(Role, _("身份"))
    type = optional_term(PartyType, _("类型"))
    name = line(_("姓名或者名称"), 100)
    agency = optional_reference("cases.Agency", _("行政机关"))
    sex = models.CharField(_("性别"), max_length=8, choices=Sex.choices, blank=True, default="")
    birth_on = models.DateField(_("出生日期"), null=True, blank=True)
    id_number = EncryptedField(_("身份证号"), blank=True, default="")
    id_index = models.CharField(_("身份证号索引"), max_length=64, blank=True, default="", editable=False)
    credit_code = optional_line(_("统一社会信用代码"), 18)
    phone = EncryptedField(_("电话"), blank=True, default="")
    address = EncryptedField(_("地址"), blank=True, default="")
    represents = optional_reference("cases.Party", _("代表或者代理"))
    joined_on = models.DateField(_("参加日期"), null=True, blank=True)
    left_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("当事人")
        verbose_name_plural = _("当事人")
        default_permissions = ("view",)
        ordering = ["case", "position"]
        indexes = [
            models.Index(fields=["id_index"], name="party_by_id_number", condition=~Q(id_index="")),
            models.Index(fields=["credit_code"], name="party_by_credit_code", condition=~Q(credit_code="")),
            models.Index(fields=["name"], name="party_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="party_position_unique", violation_error_message=_("当事人顺序重复")
            ),
            known("party_role_known", "role", Role),
            known("party_type_known", "type", PartyType, optional=True),
            known("party_sex_known", "sex", ["male", "female"], optional=True),
            check("party_has_name", ~Q(name=""), _("当事人须有姓名或者名称")),
            check(
                "party_left_after_joined",
                Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                _("退出日期不能早于参加日期"),
            ),
            lengths("party_text_lengths", name=100, credit_code=18, id_index=64),
        ]

    def __str__(self) -> str:
        return self.name
