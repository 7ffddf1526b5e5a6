from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from .columns import lengths, line


class Token(AbstractAuthToken):
    """A key for a program: stored hashed, named, expiring, and bound to what it was made for."""

    READ, WRITE, REPORT = "read", "write", "report"
    SCOPES: Final = (READ, WRITE, REPORT)

    name = line(_("名称"), 50)
    scope = line(_("权限范围"), 50, default=READ)

    class Meta:
        verbose_name = _("令牌")
        verbose_name_plural = _("令牌")
        default_permissions = ("view", "delete")
        ordering = ["-created"]
        constraints = [lengths("token_text_lengths", name=50, scope=50)]

    def __str__(self) -> str:
        return self.name

    @property
    def scopes(self) -> list[str]:
        return self.scope.split()
