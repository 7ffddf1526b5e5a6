"""What every test shares. Django is imported inside the fixtures: the rules' tests run without it."""

from __future__ import annotations

from collections.abc import Iterator
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

    from cases import triggers

    teardown = TransactionTestCase._fixture_teardown

    def lifting(case: TransactionTestCase) -> None:
        with triggers.lifted(connection):
            teardown(case)

    def cascading(*given: Any, **options: Any) -> list[str]:
        """knox makes a table for its own tokens, unused, that refers to our users and that no flush would name."""
        return sql_flush(*given, **{**options, "allow_cascade": True})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifting)
        patch.setattr(flush, "sql_flush", cascading)
        yield
