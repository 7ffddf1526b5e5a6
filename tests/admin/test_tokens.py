"""The administrator's list of API tokens: those of the own organ, and revoking them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client

from cases import accounts, roles
from cases.models import Organ, Token, User

LIST = "/cases/token/"


@pytest.fixture
def admin_desk(organ: Organ) -> Client:
    keeper = accounts.create(
        organ, role=roles.ADMINISTRATOR, username="keeper", name="管示例", password="Passw0rd!-示例"
    )
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(keeper, backend="cases.backends.RoleBackend")
    return client


def token_of(user: User, name: str = "市平台同步") -> tuple[Token, str]:
    row, text = Token.objects.create(user, timedelta(days=30), name=name, scope="read write")
    return row, text


def revoke(client: Client, token: Token, **sure: str) -> int:
    data = {"action": "delete_selected", ACTION_CHECKBOX_NAME: token.pk, **sure}
    return client.post(LIST, data, follow=bool(sure)).status_code


def test_the_list_names_holder_purpose_scope_and_end(admin_desk: Client, clerk: User) -> None:
    token, text = token_of(clerk)
    said = admin_desk.get(LIST).content.decode()
    for word in (token.token_key, "市平台同步", "陈示例（clerk）", "read write", "望都县人民政府"):
        assert word in said
    assert text not in said
    assert f"{token.expiry.year}年" in said


def test_revoking_asks_first_and_takes_effect_at_once(admin_desk: Client, clerk: User) -> None:
    token, text = token_of(clerk)
    headers = {"Authorization": f"Token {text}"}
    assert Client().get("/api/v1/me/", headers=headers).status_code == 200
    assert revoke(admin_desk, token) == 200
    assert Token.objects.filter(pk=token.pk).exists()
    assert revoke(admin_desk, token, post="yes") == 200
    assert not Token.objects.filter(pk=token.pk).exists()
    assert Client().get("/api/v1/me/", headers=headers).status_code == 401


def test_tokens_of_another_organ_are_neither_seen_nor_revoked(admin_desk: Client, outsider: User) -> None:
    token, _text = token_of(outsider, "外县同步")
    assert "外县同步" not in admin_desk.get(LIST).content.decode()
    revoke(admin_desk, token, post="yes")
    assert Token.objects.filter(pk=token.pk).exists()
    assert admin_desk.post(f"{LIST}{token.pk}/delete/", {"post": "yes"}).status_code == 302
    assert Token.objects.filter(pk=token.pk).exists()


@pytest.mark.parametrize("address", [LIST, f"{LIST}add/"])
def test_other_roles_have_no_door(at_desk: Client, in_charge: Client, address: str) -> None:
    assert {at_desk.get(address).status_code, in_charge.get(address).status_code} == {403}


def test_tokens_are_neither_made_nor_changed_here(admin_desk: Client, clerk: User) -> None:
    token, _text = token_of(clerk)
    assert admin_desk.get(f"{LIST}add/").status_code == 403
    assert admin_desk.post(f"{LIST}{token.pk}/change/", {"scope": "read write report"}).status_code == 403


@pytest.mark.parametrize("query", ["user__password__startswith=p", "digest__startswith=a", "user__organ__code=1"])
def test_hidden_columns_cannot_be_guessed_through_the_address(admin_desk: Client, query: str) -> None:
    assert admin_desk.get(f"{LIST}?{query}").status_code in (302, 400)


def test_the_list_costs_the_same_for_any_number(
    admin_desk: Client, clerk: User, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        token_of(clerk, f"同步{number}")
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        admin_desk.get(LIST)
