"""`manage.py setup`: the beginning for real use, with nothing invented in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases import founding
from cases.models import Agency, CalendarNotice, Case, Code, Organ, User

GIVEN = {
    "organ_code": "130631",
    "organ_name": "望都县人民政府",
    "institution": "望都县司法局",
    "number_pattern": "望政复〔{year}〕{serial}号",
    "admin_username": "wangdu-admin",
}
PASSWORD = "Zk7-wolken-himmel"
Run = Callable[..., str]


@pytest.fixture
def run(db: None, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ADMIN_PASSWORD", PASSWORD)

    def run(**options: Any) -> str:
        out = io.StringIO()
        call_command("setup", stdout=out, **{**GIVEN, **options})
        return out.getvalue()

    return run


def test_makes_organ_administrator_and_reference_data_and_nothing_else(run: Run) -> None:
    run()
    organ, user = Organ.objects.get(), User.objects.get()
    assert (organ.name, organ.institution, organ.number_pattern) == (
        "望都县人民政府", "望都县司法局", "望政复〔{year}〕{serial}号",
    )  # fmt: skip
    assert user.check_password(PASSWORD) and [group.name for group in user.groups.all()] == ["administrator"]
    assert not user.is_superuser and user.organ == organ
    assert CalendarNotice.objects.exists() and Code.objects.exists() and Agency.objects.exists()
    assert not Case.objects.exists()


def test_again_changes_nothing(run: Run) -> None:
    run()
    Organ.objects.update(name="望都县人民政府（改）")
    before = User.objects.get().password
    assert "已有，没有改动" in run(organ_name="别的名称")
    assert (Organ.objects.get().name, User.objects.get().password) == ("望都县人民政府（改）", before)


def test_another_county_begins_with_an_empty_directory(run: Run) -> None:
    run(organ_code="130600", organ_name="某市人民政府")
    assert not Agency.objects.exists() and Code.objects.exists()


def test_trial_is_refused(run: Run) -> None:
    founding.begin(
        founding.TRIAL, code="130631", name="望都县人民政府", institution="", number_pattern="{year}-{serial}"
    )
    with pytest.raises(CommandError, match="试用库"):
        run()


BAD = {
    "code": ({"organ_code": "望都"}, "--organ-code：行政区划代码须为20位以内的数字或字母"),
    "name": ({"organ_name": " "}, "--organ-name：名称须有1至100字"),
    "control character": ({"institution": "司法\x00局"}, "--institution：含有不可用的字符"),
    "pattern without serial": ({"number_pattern": "望政复〔{year}〕号"}, "--number-pattern：案号格式须含"),
    "pattern without year": ({"number_pattern": "望政复{serial}号"}, "--number-pattern：案号格式须含"),
    "pattern with more": ({"number_pattern": "{year}-{serial}-{town}"}, "--number-pattern：案号格式须含"),
    "pattern that looks inside": ({"number_pattern": "{year.real}{serial}{0}"}, "--number-pattern：案号格式须含"),
    "username": ({"admin_username": "a b"}, "--admin-username："),
    "missing": ({"organ_code": None}, "缺少 --organ-code"),
}


@pytest.mark.parametrize(("options", "sentence"), BAD.values(), ids=BAD)
def test_bad_answer_is_refused_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], sentence: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match=sentence):
        run(**options)
    assert not Organ.objects.exists()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("", "请用环境变量 ADMIN_PASSWORD"), ("12345678901", "ADMIN_PASSWORD："), ("kurz", "至少须有10个字符")],
)
def test_weak_or_missing_password_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, password: str, sentence: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setenv("ADMIN_PASSWORD", password)
    with pytest.raises(CommandError, match=sentence):
        run()
    assert not User.objects.exists()


def test_answers_are_asked_for_until_they_are_right(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["望都", "130631"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    run(organ_code=None)
    assert Organ.objects.get().code == "130631"
