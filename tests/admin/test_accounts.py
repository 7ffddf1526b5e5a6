"""Who keeps whose account."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from cases.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def test_administrator_keeps_the_accounts_of_the_own_organ(door: Client, clerk: User) -> None:
    assert clerk.username in door.get("/cases/user/").content.decode()
    assert door.get(f"/cases/user/{clerk.pk}/change/").status_code == 200


def test_account_of_another_organ_is_out_of_reach(door: Client, outsider: User) -> None:
    assert outsider.username not in door.get("/cases/user/").content.decode()
    door.post(f"/cases/user/{outsider.pk}/password/", {"password1": "Xq7!kkkk-示例", "password2": "Xq7!kkkk-示例"})
    assert User.objects.get(pk=outsider.pk).password == outsider.password


def test_superuser_is_out_of_an_administrators_reach(door: Client, administrator: User) -> None:
    chief = User.objects.create_superuser("chief", password="Xq7!kkkk-示例", organ=administrator.organ)
    door.post(f"/cases/user/{chief.pk}/password/", {"password1": "Yq7!kkkk-示例", "password2": "Yq7!kkkk-示例"})
    assert User.objects.get(pk=chief.pk).password == chief.password


def test_account_cannot_be_moved_to_another_organ(door: Client, clerk: User, outsider: User) -> None:
    form = {"username": clerk.username, "name": clerk.name, "organ": outsider.organ_id, "is_active": "on"}
    answer = door.post(f"/cases/user/{clerk.pk}/change/", form)
    clerk.refresh_from_db()
    assert clerk.organ_id != outsider.organ_id
    assert answer.status_code == 200


def test_right_given_past_the_roles_opens_nothing(clerk: User) -> None:
    clerk.user_permissions.add(Permission.objects.get(codename="run_report"))
    assert not User.objects.get(pk=clerk.pk).has_perm("cases.run_report")
    assert User.objects.get(pk=clerk.pk).has_perm("cases.view_case")
