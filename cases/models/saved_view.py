from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .columns import lengths, line, optional_line, reference


class SavedView(models.Model):
    """A selection of the case list that somebody gave a name: the query string, checked against the filters."""

    user = reference("cases.User", _("用户"))
    name = line(_("名称"), 30)
    query = optional_line(_("条件"), 1000)
    default = models.BooleanField(_("默认"), default=False)

    class Meta:
        verbose_name = _("常用视图")
        verbose_name_plural = _("常用视图")
        default_permissions = ()
        ordering = ["user", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], name="savedview_name_unique", violation_error_message=_("已有同名视图")
            ),
            models.UniqueConstraint(fields=["user"], condition=Q(default=True), name="savedview_one_default"),
            lengths("savedview_text_lengths", name=30, query=1000),
        ]

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    """A case that somebody keeps an eye on."""

    user = reference("cases.User", _("用户"))
    case = reference("cases.Case", _("案件"), db_index=True)

    class Meta:
        verbose_name = _("关注")
        verbose_name_plural = _("关注")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.case_id}"
