from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.rules.terms import AgencyType, Disposition, Edition, Kind, Outcome, Procedure, Withdrawal

from .columns import check, known, lengths, optional_line, optional_reference, optional_term, reference, term, text

FACT = Q(retracts__isnull=True)


class Event(models.Model):
    """Something that happened (`occurred_on`), and when we learned of it (`recorded_at`).

    Append-only, on both databases by trigger. Written by `record` only. A wrong event is answered by one that corrects
    or retracts it; both stay. Each row carries the hash of the row before it in the same case.
    """

    class Precision(models.TextChoices):
        DAY = "day", _("确切日期")
        UNKNOWN = "unknown", _("日期不详")

    case = reference("cases.Case", _("案件"), related_name="events")
    seq = models.PositiveIntegerField(_("序号"))
    call = models.PositiveIntegerField(_("批次"))
    kind = term(Kind, _("事项"))
    occurred_on = models.DateField(_("发生日期"))
    precision = models.CharField(_("日期精度"), max_length=8, choices=Precision.choices, default=Precision.DAY)
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = optional_reference("cases.User", _("登记人"))
    party = optional_reference("cases.Party", _("当事人"))
    act = optional_reference("cases.Act", _("行政行为"))
    ref = optional_line(_("文书编号"), 100)
    corrects = optional_reference("cases.Event", _("更正"), related_name="corrections")
    retracts = optional_reference("cases.Event", _("撤回"), related_name="retractions")
    reason = text(_("更正或者撤回的理由"))
    disposition = optional_term(Disposition, _("未立案方式"))
    ground = optional_line(_("事由"), 200)
    outcome = optional_term(Outcome, _("结案方式"))
    withdrawal = optional_term(Withdrawal, _("撤回原因"))
    procedure = optional_term(Procedure, _("审理程序"))
    days = models.PositiveIntegerField(_("延长天数"), default=0)
    delivered_on = models.DateField(_("送达日期"), null=True, blank=True)
    due_on = models.DateField(_("届满日"), null=True, blank=True)
    hearing_on = models.DateField(_("听证日期"), null=True, blank=True)
    posted_on = models.DateField(_("邮戳日期"), null=True, blank=True)
    edition = optional_term(Edition, _("适用的法律文本"))
    respondent = optional_reference("cases.Agency", _("被申请人"))
    respondent_type = optional_term(AgencyType, _("被申请人类型"))
    matter = optional_reference("cases.Code", _("申请复议事项"))
    field = optional_reference("cases.Code", _("行政管理领域"))
    lead = optional_reference("cases.User", _("主办"))
    second = optional_reference("cases.User", _("协办"))
    details = models.JSONField(_("其他"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    hash = models.CharField(_("校验值"), max_length=64)

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        default_permissions = ("view",)
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seq"], name="event_seq_unique", violation_error_message=_("事项序号重复，请刷新后重试")
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="event_corrected_once",
                violation_error_message=_("该事项已被更正，请更正最新的一条"),
            ),
            models.UniqueConstraint(
                fields=["retracts"],
                condition=Q(retracts__isnull=False),
                name="event_retracted_once",
                violation_error_message=_("该事项已被撤回"),
            ),
            known("event_kind_known", "kind", Kind),
            known("event_precision_known", "precision", ["day", "unknown"]),
            known("event_disposition_known", "disposition", Disposition, optional=True),
            known("event_outcome_known", "outcome", Outcome, optional=True),
            known("event_withdrawal_known", "withdrawal", Withdrawal, optional=True),
            known("event_procedure_known", "procedure", Procedure, optional=True),
            known("event_edition_known", "edition", Edition, optional=True),
            known("event_respondent_type_known", "respondent_type", AgencyType, optional=True),
            check("event_counted_from_one", Q(seq__gte=1, call__gte=1), _("序号从1开始")),
            check(
                "event_reason_given",
                Q(corrects__isnull=True, retracts__isnull=True) | Q(GreaterThanOrEqual(Length(Trim("reason")), 1)),
                _("更正或者撤回须说明理由"),
            ),
            check(
                "event_corrects_or_retracts",
                Q(corrects__isnull=True) | Q(retracts__isnull=True),
                _("不能同时更正和撤回"),
            ),
            check(
                "event_not_about_itself",
                (Q(corrects__isnull=True) | ~Q(corrects=F("id"))) & (Q(retracts__isnull=True) | ~Q(retracts=F("id"))),
                _("不能更正或者撤回自身"),
            ),
            check(
                "event_first_received",
                Q(seq=1, kind=Kind.RECEIVED.value, corrects__isnull=True, retracts__isnull=True) | Q(seq__gt=1),
                _("第一个事项须为收件"),
            ),
            check(
                "event_days_iff_extended",
                FACT & Q(kind=Kind.EXTENDED.value, days__gte=1)
                | (~Q(kind=Kind.EXTENDED.value) | Q(retracts__isnull=False)) & Q(days=0),
                _("延长审理期限须填写天数，其他事项不填"),
            ),
            check(
                "event_outcome_iff_concluded",
                FACT & Q(kind=Kind.CONCLUDED.value) & ~Q(outcome="")
                | (~Q(kind=Kind.CONCLUDED.value) | Q(retracts__isnull=False)) & Q(outcome=""),
                _("办结须填写结案方式，其他事项不填"),
            ),
            check(
                "event_disposition_iff_not_filed",
                FACT & Q(kind=Kind.NOT_FILED.value) & ~Q(disposition="")
                | (~Q(kind=Kind.NOT_FILED.value) | Q(retracts__isnull=False)) & Q(disposition=""),
                _("未立案终结须填写方式，其他事项不填"),
            ),
            check(
                "event_ground_if_suspended",
                ~Q(kind=Kind.SUSPENDED.value) | Q(retracts__isnull=False) | ~Q(ground=""),
                _("中止须填写事由"),
            ),
            check("event_hashed", Q(GreaterThanOrEqual(Length("hash"), 64)), _("事项须有校验值")),
            lengths("event_text_lengths", ref=100, ground=200, hash=64),
        ]

    def __str__(self) -> str:
        return f"{self.seq}. {self.get_kind_display()} {self.occurred_on}"
