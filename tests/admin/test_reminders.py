"""Deadlines outside the browser: once a day to each, and a calendar that opens to its address alone."""

from __future__ import annotations

import json
import logging
import smtplib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Case, Reminder, Subscription, User
from cases.reminders import ical
from cases.rules.facts import Fact
from cases.rules.terms import Kind
from cases.web.logs import JsonLines

BACKEND = "cases.backends.RoleBackend"


def give(user: User, email: str) -> User:
    user.email = email
    user.save()
    return user


@pytest.fixture
def told(clerk: User) -> User:
    return give(clerk, "clerk@example.org")


@pytest.fixture
def chief(supervisor: User) -> User:
    return give(supervisor, "chief@example.org")


@pytest.fixture
def three(open_case: Callable[..., Case]) -> list[Case]:
    """The copy is overdue, due today, due in two working days (第四十八条)."""
    return [
        open_case(
            Fact(Kind.RECEIVED, date(2026, 11, day)), Fact(Kind.FILED, date(2026, 11, day)), name=f"申请人{day}号"
        )
        for day in (9, 12, 16)
    ]


# ---------- the digest ----------


def test_digest_says_number_action_day_and_article(told: User, three: list[Case]) -> None:
    call_command("send_reminders")
    letter = mail.outbox[0]
    assert letter.to == ["clerk@example.org"]
    assert letter.subject == "办案期限提醒：已超期 1 项，今日到期 1 项，3 个工作日内到期 1 项"
    wanted = f"1. {three[0].number}  发送申请书副本  2026年11月18日（超期 5 天）  第四十八条"
    assert any(line.startswith(wanted) for line in letter.body.splitlines())
    assert "申请人9号" not in letter.body
    assert "http" not in letter.body


def test_address_of_the_program_is_told_where_it_is_set(told: User, three: list[Case], settings: Any) -> None:
    settings.SITE_ADDRESS = "https://fuyi.example.org"
    call_command("send_reminders")
    assert "https://fuyi.example.org" in mail.outbox[0].body


def test_running_twice_sends_once(told: User, three: list[Case]) -> None:
    for _round in range(2):
        call_command("send_reminders")
    assert len(mail.outbox) == 1
    assert Reminder.objects.get().sent_at is not None


def test_who_assigns_is_told_of_everybodys(told: User, chief: User, open_case: Callable[..., Case]) -> None:
    open_case(Fact(Kind.RECEIVED, date(2026, 11, 2)), Fact(Kind.FILED, date(2026, 11, 9)), handler=None)
    call_command("send_reminders")
    assert [letter.to for letter in mail.outbox] == [["chief@example.org"]]
    assert "承办：未指定" in mail.outbox[0].body


def test_nothing_due_is_quiet(told: User, chief: User, capsys: Any, open_case: Callable[..., Case]) -> None:
    open_case(Fact(Kind.RECEIVED, date(2026, 11, 23)), Fact(Kind.FILED, date(2026, 11, 23)))
    call_command("send_reminders")
    assert mail.outbox == []
    assert capsys.readouterr() == ("", "")
    assert not Reminder.objects.exists()


def test_another_organ_is_not_told(three: list[Case], outsider: User) -> None:
    give(outsider, "outsider@example.org")
    call_command("send_reminders")
    assert mail.outbox == []


def test_account_without_address_is_named(clerk: User, three: list[Case], capsys: Any) -> None:
    call_command("send_reminders")
    assert "陈示例：有 3 项期限未能提醒，没有电子邮箱。" in capsys.readouterr().err


def test_refused_mail_is_sent_by_the_next_run(told: User, three: list[Case], monkeypatch: Any) -> None:
    def refuse(*args: Any) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken, pytest.raises(CommandError):
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        call_command("send_reminders")
    call_command("send_reminders")
    assert len(mail.outbox) == 1


def test_claim_of_a_run_that_died_is_given_up_in_time(told: User, three: list[Case]) -> None:
    from cases import clock
    from cases.reminders.send import ABANDONED

    row = Reminder.objects.create(user=told, day=date(2026, 11, 23), count=1, claimed_at=clock.now())
    call_command("send_reminders")
    assert mail.outbox == []
    Reminder.objects.filter(pk=row.pk).update(claimed_at=clock.now() - 2 * ABANDONED)
    call_command("send_reminders")
    assert len(mail.outbox) == 1


def test_show_sends_nothing(told: User, three: list[Case], capsys: Any) -> None:
    call_command("send_reminders", show="CLERK")
    assert three[0].number in capsys.readouterr().out
    assert mail.outbox == []


# ---------- the calendar ----------


def subscribe(client: Client, **choice: str) -> str:
    """The address as the page shows it, once."""
    response = client.post("/reminders/subscribe/", choice)
    assert response.status_code == 200
    address = str(response.context["address"])
    assert address in response.text
    assert address not in client.get("/reminders/").text
    return address.removeprefix("http://testserver")


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_feed_holds_the_deadlines_as_days(at_desk: Client, told: User, three: list[Case]) -> None:
    response = Client().get(subscribe(at_desk))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    content = response.content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = unfolded(content)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert f"SUMMARY:{three[0].number} 发送申请书副本" in lines
    assert "DTSTART;VALUE=DATE:20261118" in lines
    assert "DTEND;VALUE=DATE:20261119" in lines
    events = lines.count("BEGIN:VEVENT")
    assert lines.count("BEGIN:VALARM") == 2 * events == 2 * lines.count("END:VEVENT")
    assert len({line for line in lines if line.startswith("UID:")}) == events
    assert "TRIGGER;VALUE=DATE-TIME:20261113T010000Z" in lines


def test_identities_are_stable(at_desk: Client, three: list[Case]) -> None:
    from cases import upkeep

    address = subscribe(at_desk)
    before = Client().get(address).content
    for _outcome in upkeep.rebuild(Case.objects.all(), today=date(2026, 11, 23)):
        pass
    assert [line for line in unfolded(Client().get(address).content) if line.startswith("UID")] == [
        line for line in unfolded(before) if line.startswith("UID")
    ]


def test_hash_is_kept_and_not_the_address(at_desk: Client) -> None:
    token = subscribe(at_desk).removeprefix("/feeds/").removesuffix(".ics")
    row = Subscription.objects.get()
    assert len(row.digest) == 64
    assert token not in json.dumps(list(Subscription.objects.values()), default=str)


def test_new_address_ends_the_old_one_and_revoking_ends_both(at_desk: Client) -> None:
    first, second = subscribe(at_desk), subscribe(at_desk)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert "已撤销" in at_desk.post("/reminders/unsubscribe/", follow=True).text
    assert Client().get(second).status_code == 404


def test_who_leaves_takes_the_calendar_along(at_desk: Client, clerk: User) -> None:
    address = subscribe(at_desk)
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_only_who_assigns_may_subscribe_to_everybodys(at_desk: Client, in_charge: Client, three: list[Case]) -> None:
    Case.objects.update(handler=None)
    assert b"VEVENT" not in Client().get(subscribe(at_desk, everyone="on")).content
    assert b"VEVENT" not in Client().get(subscribe(in_charge)).content
    assert b"VEVENT" in Client().get(subscribe(in_charge, everyone="on")).content


def test_address_is_in_no_log_line(at_desk: Client, caplog: Any) -> None:
    address = subscribe(at_desk)
    token = address.removeprefix("/feeds/").removesuffix(".ics")
    with caplog.at_level(logging.INFO):
        Client().get(address)
        Client().get(address.replace(token, token[::-1]))
    lines = [JsonLines().format(record) for record in caplog.records]
    assert any('"/feeds/***"' in line for line in lines)
    assert not any(token in line or token[::-1] in line for line in lines)


@pytest.mark.parametrize(
    ("text", "escaped"), [("a,b;c", r"a\,b\;c"), ("a\\b", r"a\\b"), ("一\r\n二\r三", r"一\n二\n三")]
)
def test_text_is_escaped(text: str, escaped: str) -> None:
    assert ical.escaped(text) == escaped


@pytest.mark.parametrize("line", ["SUMMARY:" + "期限" * 60, "x" * 200, "𠮷" * 50, "", "y" * 75, "z" * 76])
def test_lines_are_folded_between_characters(line: str) -> None:
    folded = ical.folded(line)
    assert all(len(part) <= 75 and part.decode() is not None for part in folded.split(b"\r\n"))
    assert folded.decode().replace("\r\n ", "") == line + "\r\n"


def test_page_shows_what_the_mail_says(at_desk: Client, told: User, three: list[Case]) -> None:
    page = at_desk.get("/reminders/").text
    assert "clerk@example.org" in page
    assert three[1].number in page
    assert at_desk.get("/reminders/subscribe/").status_code == 405


def test_account_without_cases_has_no_such_page(client: Client, organ: Any) -> None:
    from cases import accounts

    user = accounts.create(organ, role="administrator", username="root1", name="郑示例", password="Passw0rd!-示例")
    client.force_login(user, backend=BACKEND)
    assert client.get("/reminders/").status_code == 403
