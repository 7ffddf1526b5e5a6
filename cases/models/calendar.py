from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import FOREVER, check, known, lengths, line, optional_line, optional_reference, reference


class CalendarNotice(models.Model):
    """A notice of the State Council on the rest days of a year. A later one for the same year replaces its days."""

    year = models.PositiveSmallIntegerField(_("年度"))
    title = line(_("标题"), 200)
    source = optional_line(_("出处"), 500)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    known_from = models.DateTimeField(_("载入时间"))
    loaded_by = optional_reference("cases.User", _("载入人"))

    class Meta:
        verbose_name = _("放假通知")
        verbose_name_plural = _("放假通知")
        default_permissions = ("view", "add")
        ordering = ["-year", "-id"]
        constraints = [
            check("calendarnotice_year", Q(year__range=(1999, 9999)), _("年度须在1999年以后")),
            lengths("calendarnotice_text_lengths", title=200, source=500),
        ]

    def __str__(self) -> str:
        return self.title


class CalendarDay(models.Model):
    """A day that differs from the plain week: a weekday off, or a weekend day that is worked."""

    class Kind(models.TextChoices):
        REST = "rest", _("休息日")
        WORK = "work", _("调休上班")

    day = models.DateField(_("日期"))
    kind = models.CharField(_("种类"), max_length=8, choices=Kind.choices)
    name = optional_line(_("名称"), 50)
    notice = reference("cases.CalendarNotice", _("放假通知"), related_name="days", db_index=True)
    known_from = models.DateTimeField(_("自"))
    known_to = models.DateTimeField(_("至"), default=FOREVER)

    class Meta:
        verbose_name = _("工作日历")
        verbose_name_plural = _("工作日历")
        default_permissions = ("view", "change")
        ordering = ["day"]
        constraints = [
            known("calendarday_kind_known", "kind", ["rest", "work"]),
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(known_to=FOREVER),
                name="calendarday_one_current",
                violation_error_message=_("该日期已有规定"),
            ),
            check("calendarday_known_in_order", Q(known_to__gt=F("known_from")), _("起止时间颠倒")),
            lengths("calendarday_text_lengths", name=50),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class CalendarRevision(models.Model):
    """One row per change of the calendar; its token tells every process that what it remembers is old."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("时间"))
    by = optional_reference("cases.User", _("操作人"))
    note = optional_line(_("说明"), 200)

    class Meta:
        verbose_name = _("日历变更")
        verbose_name_plural = _("日历变更")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.at} {self.note}"
