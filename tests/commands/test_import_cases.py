"""`manage.py import_cases`: which organ, what it says, how it fails."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases import crypto, loading
from cases.models import Case, Organ

REGISTER = loading.YEAR_2023 / "register.csv"
Run = Callable[..., str]


@pytest.fixture
def run(db: None, keys: Path) -> Run:
    crypto.create_keys()
    loading.load_codes()

    def run(file: Path = REGISTER, **options: Any) -> str:
        out = io.StringIO()
        call_command("import_cases", str(file), stdout=out, stderr=io.StringIO(), **options)
        return out.getvalue()

    return run


@pytest.fixture
def organ(db: None) -> Organ:
    return Organ.objects.create(code="130631", name="望都县人民政府")


def test_says_what_was_imported_and_made(run: Run, organ: Organ) -> None:
    out = run()
    assert "已导入：望都县人民政府 40件（按收件日期：2023年40件）" in out
    assert "已新建的被申请人：" in out and "已新建的承办人（停用、无密码，由管理员启用）：承办员丙（示例）" in out
    assert Case.objects.count() == 40


def test_dry_run_says_what_would_be(run: Run, organ: Organ) -> None:
    assert "核对无误，没有写入：望都县人民政府 40件" in run(dry_run=True)
    assert not Case.objects.exists()


def test_refusal_lists_the_problems(run: Run, organ: Organ) -> None:
    run()
    with pytest.raises(CommandError) as refused:
        run()
    assert str(refused.value).startswith(
        "没有导入任何案件，请改正以下问题后重新导入：\n第2行“案号”：“望政复〔2023〕1号”已经登记过"
    )
    assert Case.objects.count() == 40


def test_organ_must_be_clear(run: Run) -> None:
    with pytest.raises(CommandError, match="还没有复议机关，请先运行 manage.py setup"):
        run()
    for code in ("130631", "130632"):
        Organ.objects.create(code=code, name=code)
    with pytest.raises(CommandError, match="有多个复议机关，请用 --organ 指明代码"):
        run()
    with pytest.raises(CommandError, match="没有代码为“1”的复议机关"):
        run(organ="1")
    assert "130632 40件" in run(organ="130632")
