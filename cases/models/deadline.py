from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import DeadlineQuerySet
from cases.rules.terms import OPEN_STATUSES, Bound, DeadlineKind, Edition, Status, Unit

from .columns import check, known, lengths, line, optional_line, optional_reference, reference, term


class Deadline(models.Model):
    """A statutory period of a case, as the rules computed it. Written by projections only.

    That a closed case has no open procedural period is refused by trigger: it concerns two tables.
    """

    case = reference("cases.Case", _("案件"), related_name="deadlines")
    kind = term(DeadlineKind, _("期限"))
    ref = optional_line(_("文书编号"), 100)
    party = optional_reference("cases.Party", _("当事人"))
    starts_on = models.DateField(_("起算日"))
    length = models.PositiveIntegerField(_("长度"), null=True)
    unit = term(Unit, _("单位"))
    due_on = models.DateField(_("届满日"), null=True)
    article = line(_("依据"), 200)
    edition = term(Edition, _("适用的法律文本"))
    provisional = models.BooleanField(_("暂定"), default=False)
    unverified = optional_line(_("待核实"), 500)
    met_on = models.DateField(_("完成日期"), null=True)
    status = term(Status, _("状态"))
    bound = term(Bound, _("义务人"))

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        default_permissions = ("view",)
        ordering = ["case", "starts_on", "id"]
        indexes = [
            models.Index(fields=["case", "due_on"], name="deadline_by_case"),
            models.Index(
                fields=["due_on", "id"],
                name="deadline_open",
                condition=Q(status__in=[status.value for status in OPEN_STATUSES]),
            ),
        ]
        constraints = [
            known("deadline_kind_known", "kind", DeadlineKind),
            known("deadline_unit_known", "unit", Unit),
            known("deadline_edition_known", "edition", Edition),
            known("deadline_status_known", "status", Status),
            known("deadline_bound_known", "bound", Bound),
            check(
                "deadline_due_after_start",
                Q(kind=DeadlineKind.HEARING_NOTICE.value) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                _("届满日不能早于起算日"),
            ),
            check(
                "deadline_met_iff_dated",
                Q(status__in=[Status.MET.value, Status.MET_LATE.value], met_on__isnull=False)
                | ~Q(status__in=[Status.MET.value, Status.MET_LATE.value]) & Q(met_on__isnull=True),
                _("已完成的期限须有完成日期，未完成的不得有"),
            ),
            check(
                "deadline_overdue_has_due",
                ~Q(status=Status.OVERDUE.value) | Q(due_on__isnull=False),
                _("已超期的期限须有届满日"),
            ),
            lengths("deadline_text_lengths", ref=100, article=200, unverified=500),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on or self.get_status_display()}"
