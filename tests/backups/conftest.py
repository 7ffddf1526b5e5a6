from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from cases import clock, crypto, record
from cases.application import Application, PartyData
from cases.models import Agency, Case, Organ
from cases.rules.facts import read_fact
from cases.rules.terms import PartyType, Role

ID_NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, settings: object) -> None:
    """Everything a backup reads or writes lies in the test's own folder."""
    for name, folder in {"KEYS_DIR": "keys", "BACKUP_DIR": "backups", "MEDIA_ROOT": "files"}.items():
        (tmp_path / folder).mkdir(mode=0o700)
        setattr(settings, name, tmp_path / folder)
    crypto.create_keys()


@pytest.fixture(autouse=True)
def copies(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may only open the databases they named beforehand; a backup opens its copy under a name of its own."""
    guarded = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(connection: BaseDatabaseWrapper) -> None:
        if not connection.alias.startswith("backup_"):
            guarded(connection)
        elif connection.connection is None:
            connection.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture
def organ(transactional_db: None) -> Organ:
    return Organ.objects.create(code="130631", name="望都县人民政府")


@pytest.fixture
def open_case(organ: Organ) -> Callable[[], Case]:
    police = Agency.objects.create(code="police", name="望都县公安局", type="county_department", organ=organ)

    def make() -> Case:
        person = PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name="示例申请人", id_number=ID_NUMBER)
        application = Application(parties=[person], respondents=[police])
        return record.open_case(
            organ, application, [read_fact({"kind": "received", "on": clock.today().isoformat()})], by=None
        )

    return make
