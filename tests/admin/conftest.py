"""A county with two clerks, a supervisor and a reader, its reference data, and a case to work on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from cases import accounts, crypto, record, roles
from cases.application import ActData, Application, PartyData
from cases.models import Agency, Case, Code, Organ, User
from cases.rules.facts import Fact
from cases.rules.terms import Channel, Kind, PartyType, Role

TODAY = date(2026, 11, 23)
BACKEND = "cases.backends.RoleBackend"


@pytest.fixture(autouse=True)
def today() -> Any:
    """A Monday; the day ends at different hours in Shanghai and in UTC, so that noon is safe."""
    with time_machine.travel("2026-11-23T12:00:00+08:00", tick=True):
        yield TODAY


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.KEYS_DIR = tmp_path_factory.mktemp("keys")
    crypto.create_keys()


@pytest.fixture
def organ(db: None, reference_data: Callable[[Organ], None]) -> Organ:
    organ = Organ.objects.create(code="130631", name="望都县人民政府", institution="望都县司法局")
    reference_data(organ)
    return organ


def account(organ: Organ, username: str, name: str, role: str) -> User:
    return accounts.create(organ, role=role, username=username, name=name, password="Passw0rd!-示例")


@pytest.fixture
def clerk(organ: Organ) -> User:
    return account(organ, "clerk", "陈示例", roles.CLERK)


@pytest.fixture
def colleague(organ: Organ) -> User:
    return account(organ, "colleague", "孙示例", roles.CLERK)


@pytest.fixture
def supervisor(organ: Organ) -> User:
    return account(organ, "supervisor", "李示例", roles.SUPERVISOR)


@pytest.fixture
def outsider(organ: Organ) -> User:
    elsewhere = Organ.objects.create(code="130699", name="示例县人民政府", number_pattern="示政复〔{year}〕{serial}号")
    return account(elsewhere, "outsider", "外县示例", roles.SUPERVISOR)


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def at_desk(clerk: User) -> Client:
    return signed_in(clerk)


@pytest.fixture
def in_charge(supervisor: User) -> Client:
    return signed_in(supervisor)


@pytest.fixture
def elsewhere(outsider: User) -> Client:
    return signed_in(outsider)


@pytest.fixture
def open_case(organ: Organ, clerk: User) -> Callable[..., Case]:
    def make(*facts: Fact, name: str = "张某（示例）", handler: User | None = clerk, **details: Any) -> Case:
        application = Application(
            parties=[PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name=name, **details)],
            respondents=[Agency.objects.get(name="望都县公安局")],
            act=ActData(made_on=date(2026, 9, 1), known_on=date(2026, 9, 2), document_number="望公决字〔2026〕1号"),
            matter=Code.objects.get(list="matter", code="penalty"),
            field=Code.objects.get(list="field", code="public_security"),
            channel=Channel.IN_PERSON,
            lead=handler,
        )
        return record.open_case(organ, application, facts or [received()], by=clerk)

    return make


def received(day: int = 2) -> Fact:
    return Fact(Kind.RECEIVED, date(2026, 11, day))


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    """Received on 2 November and filed on the 5th."""
    return open_case(received(), Fact(Kind.FILED, date(2026, 11, 5)))
