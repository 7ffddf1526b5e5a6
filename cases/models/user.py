from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cases import clock

from .columns import check, lengths, line, optional_reference
from .organ import Organ


class Users(UserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox gives its tokens no manager of ours
    """An account. Superusers may be without an organ; everybody else belongs to one."""

    name = line(_("姓名"), 50, blank=True, default="")
    organ = optional_reference("cases.Organ", _("复议机关"), related_name="users", db_index=True)

    deputy = optional_reference("cases.User", _("代班人"))
    away_until = models.DateField(_("外出至"), null=True, blank=True)

    objects = Users()  # type: ignore[misc]

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="user_username_unique_nocase", violation_error_message=_("该用户名已存在")
            ),
            check(
                "user_organ_unless_superuser",
                models.Q(is_superuser=True) | models.Q(organ__isnull=False),
                _("除超级用户外，须选择所属复议机关"),
            ),
            check(
                "user_deputy_while_away",
                models.Q(deputy__isnull=True, away_until__isnull=True)
                | models.Q(deputy__isnull=False, away_until__isnull=False),
                _("代班人和外出至须一并填写"),
            ),
            check("user_not_own_deputy", ~models.Q(deputy=models.F("id")), _("不能由本人代班")),
            lengths("user_text_lengths", username=150, name=50),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.groups.order_by("name").values_list("name", flat=True))

    @cached_property
    def stands_in_for(self) -> tuple[int, ...]:
        """Colleagues who are away and have named this user as their deputy."""
        away = User.objects.filter(deputy=self, away_until__gte=clock.today(), is_active=True)
        return tuple(away.values_list("pk", flat=True))

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until >= clock.today()

    @cached_property
    def organ_ids(self) -> tuple[int, ...]:
        """The organ and, level by level, the organs below it."""
        level = [self.organ_id] if self.organ_id else []
        found: list[int] = []
        while level:
            found += level
            below = Organ.objects.filter(parent__in=level).values_list("pk", flat=True)
            level = [pk for pk in below if pk not in found]
        return tuple(found)

    @property
    def only_organ(self) -> int | None:
        """The organ of all cases that the user may see, where it is one."""
        return self.organ_ids[0] if len(self.organ_ids) == 1 and not self.is_superuser else None
