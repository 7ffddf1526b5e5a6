"""What every test shares. Django is imported inside the fixtures: the rules' tests run without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: scripts/with-postgres pytest")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def language_of_the_country() -> Iterator[None]:
    """A request in English leaves its language behind in the thread; the next test speaks Chinese again."""
    from django.utils import translation

    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Signing in costs a test a fifth of a second otherwise."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def flushable() -> Iterator[None]:
    """Tests with real transactions empty the tables at their end, which the append-only triggers rightly refuse."""
    from django.core.management.commands import flush
    from django.core.management.sql import sql_flush
    from django.db import connection
    from django.test import TransactionTestCase

    from cases import roles, triggers

    teardown = TransactionTestCase._fixture_teardown

    def lifting(case: TransactionTestCase) -> None:
        """The roles came by a migration, which a flush does not repeat."""
        with triggers.lifted(connection):
            teardown(case)
        roles.install()

    def cascading(*given: Any, **options: Any) -> list[str]:
        """knox makes a table for its own tokens, unused, that refers to our users and that no flush would name."""
        return sql_flush(*given, **{**options, "allow_cascade": True})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifting)
        patch.setattr(flush, "sql_flush", cascading)
        yield


@pytest.fixture(scope="session", autouse=True)
def keys_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Never the keys of the machine on which the tests run."""
    from django.test import override_settings

    from cases import crypto

    with override_settings(KEYS_DIR=tmp_path_factory.mktemp("keys")):
        crypto.create_keys()
        yield


@pytest.fixture(scope="session")
def reference_data() -> Callable[[Any], None]:
    """Calendar, directory and codes of an organ: the program loads them once, later tests get copies of the rows."""
    from copy import copy

    from cases import clock, loading
    from cases.models import Agency, CalendarDay, CalendarNotice, CalendarRevision, Code

    loaded: dict[Any, list[Any]] = {}

    def put(organ: Any) -> None:
        if not loaded:
            loading.load_calendar()
            loading.load_agencies(organ)
            loading.load_codes()
            models = (CalendarNotice, CalendarDay, CalendarRevision, Agency, Code)
            loaded.update({model: list(model._default_manager.all()) for model in models})
            return
        now = {"organ_id": organ.pk, "known_from": clock.now(), "at": clock.now()}
        for model, rows in loaded.items():
            model._default_manager.bulk_create([_changed(copy(row), now) for row in rows])

    def _changed(row: Any, values: dict[str, Any]) -> Any:
        for name, value in values.items():
            if getattr(row, name, None) is not None:
                setattr(row, name, value)
        return row

    return put


# ---------- people: who they are, and where they belong ----------


@pytest.fixture
def organ(db: None) -> Any:
    from cases.models import Organ

    return Organ.objects.create(code="130631", name="望都县人民政府", institution="望都县司法局")


@pytest.fixture
def elsewhere(db: None) -> Any:
    from cases.models import Organ

    return Organ.objects.create(code="130699", name="示例县人民政府", number_pattern="示政复〔{year}〕{serial:03}号")


def person(organ: Any, username: str, name: str, role: str) -> Any:
    from django.contrib.auth.models import Group

    from cases.models import User

    user = User.objects.create_user(username, password="示例-Passw0rd", name=name, organ=organ, is_staff=True)
    user.groups.set([Group.objects.get(name=role)])
    return user


@pytest.fixture
def clerk(organ: Any) -> Any:
    return person(organ, "clerk", "陈示例", "clerk")


@pytest.fixture
def lead(organ: Any) -> Any:
    return person(organ, "lead", "李示例", "supervisor")


@pytest.fixture
def reader(organ: Any) -> Any:
    return person(organ, "reader", "吴示例", "auditor")


@pytest.fixture
def administrator(organ: Any) -> Any:
    return person(organ, "administrator", "郑示例", "administrator")


@pytest.fixture
def outsider(elsewhere: Any) -> Any:
    return person(elsewhere, "outsider", "外县示例", "clerk")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A browser asks for several things at once, which SQLite in memory refuses: then the database is a file.

    Each worker has memory, or a folder, of its own; only the server needs a name per worker.
    """
    from django.db import connections

    if connections["default"].vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    elif any(item.get_closest_marker("browser") for item in request.session.items):
        test = connections.settings["default"].setdefault("TEST", {})
        test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
