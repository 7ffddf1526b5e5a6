"""`manage.py quickstart`: the trial stands, running it again changes nothing, and it never touches a real database."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command

from cases import clock, founding, upkeep
from cases.models import CalendarDay, CalendarNotice, CalendarRevision, Case, Organ, PublishedFigure, User
from cases.rules.terms import CORRECTIONS

SENTENCE = "全年受理行政复议申请40件,立案31件,办结24件,纠错率12.5%。组织参加行政诉讼16件。"
Run = Callable[..., str]


@pytest.fixture
def run(db: None, keys: Path) -> Run:
    def run(**options: Any) -> str:
        out = io.StringIO()
        call_command("quickstart", no_serve=True, stdout=out, **options)
        return out.getvalue()

    return run


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in apps.get_app_config("cases").get_models()}


def test_year_2023_stands_there_after_one_command(run: Run) -> None:
    out = run()
    assert SENTENCE in out.splitlines()
    year, end = Case.objects.filter(imported=True), date(2023, 12, 31)
    concluded = year.filter(concluded_on__year=2023)
    assert (year.filter(accepted_on__year=2023).count(), year.filter(filed_on__year=2023).count()) == (40, 31)
    assert (concluded.count(), concluded.filter(outcome__in=CORRECTIONS).count()) == (24, 3)
    assert year.filter(state="not_filed").count() == 9
    assert year.filter(filed_on__lte=end, closed_on__gt=end).count() == 7
    later = year.filter(concluded_on__year=2024)
    assert (later.count(), later.filter(outcome__in=CORRECTIONS).count()) == (7, 2)
    assert not year.filter(closed_on__isnull=True).exists()


def test_again_changes_nothing_and_says_so(run: Run) -> None:
    first = run()
    before, passwords = counted(), dict(User.objects.values_list("username", "password"))
    again = run()
    assert counted() == before
    assert dict(User.objects.values_list("username", "password")) == passwords
    assert "密码只显示这一次" in first and "密码只显示这一次" not in again
    assert again.count("已有") == 10 and "已载入" not in again and SENTENCE in again


def test_again_repairs_what_is_missing(run: Run) -> None:
    run()
    User.objects.filter(username="supervisor").delete()
    PublishedFigure.objects.filter(indicator="filed").delete()
    out = run()
    assert "已创建 1 个" in out and "已载入 1 项" in out
    assert re.search(r"^  supervisor +[A-Za-z0-9]{12} ", out, re.MULTILINE)


def test_accounts_have_their_roles_and_the_printed_passwords(run: Run) -> None:
    out = run()
    for role in ("clerk", "supervisor", "administrator"):
        found = re.search(rf"^  {role} +(\S+) ", out, re.MULTILINE)
        user = User.objects.get(username=role)
        assert found and user.check_password(found[1])
        assert [group.name for group in user.groups.all()] == [role] and user.organ is not None


def test_samples_can_be_left_out_and_brought_later(run: Run) -> None:
    run(no_samples=True)
    assert not Case.objects.filter(imported=False).exists()
    run()
    samples = Case.objects.filter(external_ref__startswith="sample:")
    assert samples.count() >= 12 and samples.filter(due_on__isnull=False).exists()


def test_database_in_real_use_is_refused_before_anything_is_written(run: Run) -> None:
    founding.begin(founding.REAL, code="130600", name="某市人民政府", institution="", number_pattern="{year}-{serial}")
    before = counted()
    with pytest.raises(CommandError, match="已用于正式办案，不能再载入示例数据"):
        run()
    assert counted() == before


def test_database_with_an_organ_of_unknown_origin_counts_as_real(run: Run) -> None:
    Organ.objects.create(code="130600", name="某市人民政府")
    with pytest.raises(CommandError, match="已用于正式办案"):
        run()


@time_machine.travel("2026-11-23T12:00:00+08:00")
def test_again_brings_a_year_that_is_new_and_moves_what_it_touches(run: Run) -> None:
    run()
    suspect = Case.objects.filter(closed_on__isnull=True, provisional=False, due_on__year=2026).order_by("pk").first()
    assert suspect is not None
    CalendarDay.objects.filter(notice__year=2026).delete()
    CalendarNotice.objects.filter(year=2026).delete()
    CalendarRevision.objects.create(at=clock.now())
    for _outcome, _moves in upkeep.recompute(Case.objects.filter(pk=suspect.pk), today=clock.today()):
        pass
    assert Case.objects.get(pk=suspect.pk).provisional
    assert "工作日历 … 已载入 1 年" in run()
    assert not Case.objects.get(pk=suspect.pk).provisional
