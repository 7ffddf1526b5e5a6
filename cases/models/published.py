from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns import check, lengths, line, optional_line, optional_reference, reference, text


class PublishedReport(models.Model):
    """A report as it was published: period, definitions, figures and cases, frozen with a hash."""

    organ = reference("cases.Organ", _("机关"), related_name="published_reports", db_index=True)
    name = line(_("报告"), 50)
    title = line(_("标题"), 200)
    start = models.DateField(_("起"))
    end = models.DateField(_("止"))
    known_at = models.DateTimeField(_("数据截至"))
    definitions = models.JSONField(_("口径"), default=dict)
    figures = models.JSONField(_("数据"), default=dict)
    cases = models.JSONField(_("案件清单"), default=list)
    sentence = text(_("表述"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    published_at = models.DateTimeField(_("发布时间"))
    published_by = optional_reference("cases.User", _("发布人"))
    note = optional_line(_("说明"), 500)

    class Meta:
        verbose_name = _("已发布报告")
        verbose_name_plural = _("已发布报告")
        default_permissions = ("view",)
        permissions = [("run_report", _("查看统计报表")), ("publish_report", _("发布统计报表"))]
        ordering = ["-published_at", "-id"]
        constraints = [
            check("publishedreport_period", Q(end__gte=F("start")), _("结束日期不能早于开始日期")),
            lengths("publishedreport_text_lengths", name=50, title=200, sha256=64, note=500),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedFigure(models.Model):
    """A figure that somebody printed elsewhere, as printed, with its source."""

    organ = reference("cases.Organ", _("机关"), related_name="published_figures", db_index=True)
    start = models.DateField(_("起"))
    end = models.DateField(_("止"))
    indicator = line(_("指标"), 50)
    value = line(_("公布数值"), 50)
    quote = text(_("原文"))
    source = line(_("出处"), 500)

    class Meta:
        verbose_name = _("公布数据")
        verbose_name_plural = _("公布数据")
        default_permissions = ("view", "add", "change")
        ordering = ["organ", "start", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "start", "end", "indicator", "source"],
                name="publishedfigure_unique",
                violation_error_message=_("该数据已登记"),
            ),
            check("publishedfigure_period", Q(end__gte=F("start")), _("结束日期不能早于开始日期")),
            lengths("publishedfigure_text_lengths", indicator=50, value=50, source=500),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y} {self.indicator} {self.value}"
