"""Metrics: behind a token, the same figures whichever process answers."""

from __future__ import annotations

import multiprocessing
import re
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import OperationalError
from django.test import Client

from cases.models import Case
from cases.web import metrics, requests

TOKEN = "a-token-that-only-prometheus-knows-1"
LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.e+]+')


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> requests.Counts:
    found = requests.Counts(tmp_path / "run" / "requests")
    monkeypatch.setattr(requests, "counts", found)
    return found


@pytest.fixture
def scraper(settings: Any, tmp_path: Path, counts: requests.Counts) -> Client:
    settings.METRICS_TOKEN, settings.BACKUP_DIR = TOKEN, tmp_path
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


def test_address_does_not_exist_without_a_token(client: Client, settings: Any, counts: requests.Counts) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer wrong", TOKEN, "Bearer ", "Bearer 错"])
def test_wrong_token_is_refused(client: Client, scraper: Client, given: str) -> None:
    response = client.get("/metrics", headers={"Authorization": given})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert b"wangdu" not in response.content


@pytest.mark.django_db
def test_every_line_is_one_that_prometheus_reads(scraper: Client) -> None:
    response = scraper.get("/metrics")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = response.content.decode().splitlines()
    assert [line for line in lines if not line.startswith("# ") and not LINE.fullmatch(line)] == []
    assert "wangdu_database_up 1" in lines


@pytest.mark.django_db
def test_requests_are_counted(scraper: Client) -> None:
    for _ in range(3):
        scraper.get("/healthz/live")
    text = scraper.get("/metrics").content.decode()
    assert 'wangdu_requests_total{method="GET",status="2xx"} 3' in text
    assert 'wangdu_request_seconds_bucket{le="+Inf"} 3' in text
    assert "wangdu_request_seconds_count 3" in text


def test_database_away_is_told_and_no_error(scraper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        raise OperationalError("gone")

    monkeypatch.setattr(metrics, "_of_cases", away)
    response = scraper.get("/metrics")
    assert response.status_code == 200
    assert "wangdu_database_up 0" in response.content.decode()


@pytest.mark.django_db
def test_number_of_queries_does_not_grow(scraper: Client, django_assert_max_num_queries: Any) -> None:
    assert Case.objects.count() == 0
    with django_assert_max_num_queries(6):
        scraper.get("/metrics")


def test_counts_of_several_processes_add_up(counts: requests.Counts) -> None:
    start = multiprocessing.get_context("fork").Process
    workers = [start(target=_count, args=(counts, 200)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert counts.read()[7] == 800


def _count(counts: requests.Counts, times: int) -> None:
    for _ in range(times):
        counts.add((7, 1))


def test_full_disk_costs_nobody_an_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(requests, "note", full)
    assert client.get("/healthz/live").status_code == 200
