from __future__ import annotations

from typing import Any

import pytest

from wangdu import mail
from wangdu.environment import BadSetting


@pytest.fixture(autouse=True)
def bare(monkeypatch: Any) -> None:
    for name in ("EMAIL_HOST", "EMAIL_FROM", "EMAIL_USER", "EMAIL_PASSWORD", "SITE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_given_prints_reminders() -> None:
    assert (mail.host(), mail.login(), mail.site()) == ("", ("", ""), "")


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"EMAIL_HOST": "a.example,b.example"}, mail.host),
        ({"EMAIL_HOST": "smtp://a.example"}, mail.host),
        ({"EMAIL_FROM": "nobody"}, lambda: mail.sender("a.example")),
        ({}, lambda: mail.sender("a.example")),
        ({"EMAIL_FROM": "a@example.org\r\nBcc: b@example.org"}, lambda: mail.sender("a.example")),
        ({"EMAIL_USER": "somebody"}, mail.login),
        ({"SITE_ADDRESS": "fuyi.example.org"}, mail.site),
        ({"SITE_ADDRESS": "javascript:alert(1)"}, mail.site),
    ],
)
def test_what_cannot_be_meant_stops_the_start(given: dict[str, str], read: Any, monkeypatch: Any) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting):
        read()


def test_server_with_its_sender(monkeypatch: Any) -> None:
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    monkeypatch.setenv("EMAIL_FROM", "fuyi@example.org")
    assert mail.sender(mail.host()) == "fuyi@example.org"
