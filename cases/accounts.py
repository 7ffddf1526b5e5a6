"""Accounts that commands make: the first administrator, and those of a trial."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import Group

from cases.models import Organ, User

TRIAL = {"clerk": "办案人员（示例）", "supervisor": "负责人（示例）", "administrator": "系统管理员（示例）"}
"""User names of a trial, which are the roles, and the names shown."""

READABLE = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for one another."""


def create_trial(organ: Organ) -> dict[str, str]:
    """The passwords of the accounts that were missing. An account that is there keeps its own."""
    made = {}
    for role, name in TRIAL.items():
        if not User.objects.filter(username__iexact=role).exists():
            made[role] = "".join(secrets.choice(READABLE) for _ in range(12))
            create(organ, role=role, username=role, name=name, password=made[role])
    return made


def create(organ: Organ, *, role: str, username: str, name: str, password: str) -> User:
    user = User.objects.create_user(username, password=password, name=name, organ=organ, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
