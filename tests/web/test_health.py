"""Probes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse


def test_live_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client: Client) -> None:
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["problems"]) == (200, [])


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="cases").latest("pk").delete()
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert "manage.py migrate" in response.json()["problems"][0]


def test_not_ready_while_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: MigrationExecutor, *arguments: Any) -> None:
        raise OperationalError("could not connect to db.example.cn as wangdu")

    monkeypatch.setattr(MigrationExecutor, "__init__", away)
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["problems"]) == (503, ["数据库无法连接"])
    assert "example" not in response.content.decode()


@pytest.mark.parametrize("name", ["live", "ready"])
def test_probes_only_read(client: Client, name: str) -> None:
    assert client.post(reverse(name)).status_code == 405
