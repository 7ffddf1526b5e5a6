from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import CaseQuerySet
from cases.rules.terms import Stage

from .columns import NEVER, check, lengths, line, optional_line, optional_reference, text
from .projection import Projection


def ordered(name: str, *fields: str, beside: Sequence[str] = ()) -> models.Index:
    """beside: columns that nobody looks for in the index, but who counts need not look at the cases for them."""
    return models.Index(fields=["organ", *fields, "id", *beside], name=f"case_{name}")


class Case(Projection):
    """An application for reconsideration, from receipt to archive.

    Its events are the truth. The columns of `Projection` repeat what they mean, so that SQL can sort, filter and count;
    only projections write them. A case is never deleted: a wrong registration is voided and keeps its number.
    """

    number = line(_("案号"), 64)
    external_ref = optional_line(_("外部编号"), 100)
    version = models.PositiveIntegerField(_("版本"), default=1)
    events_count = models.PositiveIntegerField(_("事项数"), default=0)
    head = models.CharField(_("链尾"), max_length=64, blank=True, default="")
    recorded_at = models.DateTimeField(_("最近登记时间"))
    last_event_on = models.DateField(_("最近事项日期"))
    next_change_on = models.DateField(_("下次自动变化日期"), null=True)
    due_key = models.DateField(_("最近期限（排序用）"), default=NEVER)
    second = optional_reference("cases.User", _("协办"))
    applicants = line(_("申请人"), 200, blank=True, default="")
    request = text(_("复议请求"))
    reasons = text(_("事实和理由"))
    search_text = models.TextField(_("检索文字"), blank=True, default="", editable=False)
    imported = models.BooleanField(_("由台账导入"), default=False)
    created_at = models.DateTimeField(_("登记时间"))
    created_by = optional_reference("cases.User", _("登记人"))

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("复议案件")
        verbose_name_plural = _("复议案件")
        default_permissions = ("view",)
        permissions = [
            ("register_case", _("登记申请")),
            ("handle_case", _("办理案件")),
            ("assign_case", _("指定承办人")),
            ("classify_case", _("调整分类")),
            ("retract_event", _("撤回事项")),
            ("void_case", _("作废案件")),
            ("import_cases", _("导入台账")),
            ("export_cases", _("导出案件")),
            ("reveal_personal", _("查看完整个人信息")),
        ]
        indexes = [
            ordered("by_due", "due_key"),
            ordered("by_handler", "handler", "due_key"),
            ordered("by_second", "second", "due_key"),
            ordered("by_state", "state", "due_key"),
            ordered("by_stage", "stage", "due_key"),
            ordered("by_respondent", "respondent", "due_key"),
            ordered("by_matter", "matter", "due_key"),
            ordered("by_accepted", "accepted_on", beside=["voided_on"]),
            ordered("by_filed", "filed_on", beside=["voided_on"]),
            ordered("by_closed", "closed_on", beside=["voided_on", "concluded_on", "outcome"]),
            ordered("by_recorded", "recorded_at"),
            models.Index(
                fields=["organ", "last_event_on", "id", "handler", "due_key"],
                name="case_open",
                condition=Q(closed_on__isnull=True, voided_on__isnull=True),
            ),
            models.Index(
                fields=["organ", "due_key", "id", "due_on", "due_kind", "state", "voided_on"],
                name="case_owed",
                condition=Q(due_on__isnull=False, voided_on__isnull=True),
            ),
            models.Index(
                fields=["organ", "accepted_on", "id"],
                name="case_under_way",
                condition=Q(stage__in=[stage.value for stage in Stage if stage not in (Stage.SERVED, Stage.CLOSED)]),
            ),
            models.Index(fields=["organ", "due_key", "id"], name="case_provisional", condition=Q(provisional=True)),
            models.Index(fields=["due_key", "id"], name="case_due"),
            models.Index(fields=["next_change_on", "id"], name="case_next_change"),
        ]
        constraints = [
            *Projection.Meta.constraints,
            models.UniqueConstraint(
                fields=["organ", "number"], name="case_number_unique", violation_error_message=_("该案号已存在")
            ),
            models.UniqueConstraint(
                fields=["organ", "external_ref"],
                condition=~Q(external_ref=""),
                name="case_external_ref_unique",
                violation_error_message=_("该外部编号已存在"),
            ),
            check("case_has_number", ~Q(number=""), _("案件须有案号")),
            check("case_version_positive", Q(version__gte=1), _("版本号从1开始")),
            check(
                "case_due_key_follows",
                Q(due_on__isnull=True, due_key=NEVER) | Q(due_on__isnull=False, due_key=F("due_on")),
                _("排序用的期限与最近期限不符"),
            ),
            check(
                "case_handlers_differ",
                Q(second__isnull=True) | Q(handler__isnull=True) | ~Q(second=F("handler")),
                _("主办与协办不能是同一人"),
            ),
            lengths("case_text_lengths", number=64, external_ref=100, applicants=200, head=64),
        ]

    def __str__(self) -> str:
        return self.number
