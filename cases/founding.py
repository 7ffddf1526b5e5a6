"""How a database begins: as a trial with invented cases, or for real use. It is never both.

What it was begun for is written to the log of changes, which can only grow.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import connection, transaction

from cases import clock, loading
from cases.models import ChangeLog, Organ

TRIAL: Final = "trial"
REAL: Final = "real"
_TABLE, _FIELD = "database", "purpose"


class WrongPurpose(Exception):
    """The database was begun for the other purpose; the sentence says what to do."""


def refuse_other(purpose: str) -> None:
    """Before anything is written. Raises WrongPurpose."""
    found = begun_for()
    if found and found != purpose:
        raise WrongPurpose(_SENTENCES[found])


def begun_for() -> str:
    """Empty for a new database. One that has an organ and no word of its purpose is in real use."""
    tables = connection.introspection.table_names()
    if ChangeLog._meta.db_table not in tables or Organ._meta.db_table not in tables:
        return ""
    told = ChangeLog.objects.filter(table=_TABLE, field=_FIELD).order_by("pk").values_list("new", flat=True).first()
    return told or (REAL if Organ.objects.exists() else "")


_SENTENCES: Final = {
    REAL: (
        "这个数据库已用于正式办案，不能再载入示例数据。"
        "如需试用，请另设 VAR_DIR（或 DATABASE_URL）指向一个新的位置后再运行 quickstart。"
    ),
    TRIAL: (
        "这个数据库是试用库，含有示例案件和示例账号，不能转为正式使用。"
        "请另设 VAR_DIR（或 DATABASE_URL）指向一个新的位置后再运行 setup。"
    ),
}


@transaction.atomic
def begin(purpose: str, *, code: str, name: str, institution: str, number_pattern: str) -> tuple[Organ, bool]:
    """The organ, and whether it is new. What an administrator has changed of it stays."""
    if not begun_for():
        ChangeLog.objects.create(
            table=_TABLE, object_id=code, field=_FIELD, new=purpose, reason="建立数据库", at=clock.now()
        )
    return Organ.objects.get_or_create(
        code=code, defaults={"name": name, "institution": institution, "number_pattern": number_pattern}
    )


def reference_data(organ: Organ) -> list[tuple[str, Callable[[], int], str]]:
    """What every beginning needs: its name, what loads it and says how many were added, and how they are counted."""
    return [
        ("工作日历", loading.load_calendar, "年"),
        ("被申请人名录", partial(loading.load_agencies, organ), "个机关"),
        ("代码表", loading.load_codes, "项"),
    ]
