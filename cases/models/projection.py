from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.rules.deadlines import FOLLOW_UP
from cases.rules.terms import (
    AgencyType,
    Channel,
    DeadlineKind,
    Disposition,
    Edition,
    Outcome,
    PartyType,
    Procedure,
    Stage,
    State,
    Withdrawal,
)

from .columns import check, known, lengths, optional_line, optional_reference, optional_term, reference, term

CLOSED = (State.CONCLUDED, State.NOT_FILED)


class Projection(models.Model):
    """What the facts mean, as columns: all that lists sort by and reports count by.

    A case carries the present ones; a case version carries what we knew in an interval. Written by projections only.
    """

    organ = reference("cases.Organ", _("复议机关"))
    edition = term(Edition, _("适用的法律文本"))
    procedure = term(Procedure, _("审理程序"), default=Procedure.ORDINARY.value)
    state = term(State, _("状态"))
    stage = term(Stage, _("阶段"))
    accepted_on = models.DateField(_("收件日期"))
    filed_on = models.DateField(_("立案日期"), null=True)
    deemed_filed = models.BooleanField(_("视为受理"), default=False)
    concluded_on = models.DateField(_("办结日期"), null=True)
    closed_on = models.DateField(_("终了日期"), null=True)
    disposition = optional_term(Disposition, _("未立案方式"))
    deemed_abandoned = models.BooleanField(_("视为放弃"), default=False)
    outcome = optional_term(Outcome, _("结案方式"))
    ground = optional_line(_("结案事由"), 200)
    withdrawal = optional_term(Withdrawal, _("撤回原因"))
    voided_on = models.DateField(_("作废日期"), null=True)
    served_on = models.DateField(_("送达日期"), null=True)
    archived_on = models.DateField(_("归档日期"), null=True)
    suspended_on = models.DateField(_("中止日期"), null=True)
    stopped_days = models.PositiveIntegerField(_("停止天数"), default=0)
    extended_days = models.PositiveIntegerField(_("延长天数"), default=0)
    decision_due_on = models.DateField(_("复议期限"), null=True)
    decision_original_due_on = models.DateField(_("复议期限（不含延长）"), null=True)
    due_on = models.DateField(_("最近期限"), null=True)
    due_kind = optional_term(DeadlineKind, _("最近期限的种类"))
    provisional = models.BooleanField(_("期限为暂定"), default=False)
    findings = models.JSONField(_("提示"), default=list)
    has_finding = models.BooleanField(_("有提示"), default=False)
    sued_on = models.DateField(_("起诉日期"), null=True)
    opinion_issued_on = models.DateField(_("意见书制发日期"), null=True)
    opinion_answered_on = models.DateField(_("意见书反馈日期"), null=True)
    normative_review_on = models.DateField(_("附带审查申请日期"), null=True)
    compensation = models.DecimalField(_("赔偿数额（元）"), max_digits=16, decimal_places=2, null=True)
    respondent = optional_reference("cases.Agency", _("被申请人"))
    respondent_type = optional_term(AgencyType, _("被申请人类型"))
    matter = optional_reference("cases.Code", _("申请复议事项"))
    field = optional_reference("cases.Code", _("行政管理领域"))
    channel = optional_term(Channel, _("收件方式"))
    applicant_type = optional_term(PartyType, _("申请人类型"))
    applicants_count = models.PositiveIntegerField(_("申请人人数"), default=1)
    handler = optional_reference("cases.User", _("主办"))

    class Meta:
        abstract = True
        constraints = [
            known("%(class)s_edition_known", "edition", Edition),
            known("%(class)s_procedure_known", "procedure", Procedure),
            known("%(class)s_state_known", "state", State),
            known("%(class)s_stage_known", "stage", Stage),
            known("%(class)s_disposition_known", "disposition", Disposition, optional=True),
            known("%(class)s_outcome_known", "outcome", Outcome, optional=True),
            known("%(class)s_withdrawal_known", "withdrawal", Withdrawal, optional=True),
            known("%(class)s_due_kind_known", "due_kind", DeadlineKind, optional=True),
            known("%(class)s_respondent_type_known", "respondent_type", AgencyType, optional=True),
            known("%(class)s_channel_known", "channel", Channel, optional=True),
            known("%(class)s_applicant_type_known", "applicant_type", PartyType, optional=True),
            check(
                "%(class)s_concluded_iff_dated",
                Q(state=State.CONCLUDED.value, concluded_on__isnull=False, closed_on=F("concluded_on")) & ~Q(outcome="")
                | ~Q(state=State.CONCLUDED.value) & Q(concluded_on__isnull=True, outcome=""),
                _("已办结的案件须有办结日期和结案方式，未办结的不得有"),
            ),
            check(
                "%(class)s_not_filed_iff_disposed",
                Q(state=State.NOT_FILED.value, closed_on__isnull=False) & ~Q(disposition="")
                | ~Q(state=State.NOT_FILED.value) & Q(disposition=""),
                _("未立案终结的案件须有终了日期和未立案方式，其他案件不得有"),
            ),
            check(
                "%(class)s_closed_iff_ended",
                Q(state__in=[state.value for state in CLOSED], closed_on__isnull=False)
                | ~Q(state__in=[state.value for state in CLOSED]) & Q(closed_on__isnull=True),
                _("终了日期与案件状态不符"),
            ),
            check(
                "%(class)s_dates_in_order",
                (Q(filed_on__isnull=True) | Q(filed_on__gte=F("accepted_on")))
                & (Q(closed_on__isnull=True) | Q(closed_on__gte=F("accepted_on"))),
                _("立案、办结日期不能早于收件日期"),
            ),
            check(
                "%(class)s_deemed_has_date",
                Q(deemed_filed=False) | Q(filed_on__isnull=False),
                _("视为受理须有立案日期"),
            ),
            check(
                "%(class)s_suspended_has_date",
                ~Q(stage=Stage.SUSPENDED.value) | Q(suspended_on__isnull=False),
                _("中止的案件须有中止日期"),
            ),
            check(
                "%(class)s_due_has_kind",
                Q(due_on__isnull=True, due_kind="") | Q(due_on__isnull=False) & ~Q(due_kind=""),
                _("最近期限须有种类"),
            ),
            check(
                "%(class)s_nothing_due_when_closed",
                Q(closed_on__isnull=True, voided_on__isnull=True)
                | Q(due_kind__in=["", *(kind.value for kind in FOLLOW_UP)]),
                _("案件已终了，不得再有未完成的办案期限"),
            ),
            check("%(class)s_applicants_counted", Q(applicants_count__gte=1), _("申请人至少一人")),
            lengths("%(class)s_ground_length", ground=200),
        ]
