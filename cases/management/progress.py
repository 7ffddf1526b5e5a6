"""How the commands that begin a database tell what they do, step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cases import crypto, founding
from cases.checks import refuse_unsafe_database
from cases.models import Organ

UNREACHABLE = "数据库无法使用：{error}\n请检查 DATABASE_URL、磁盘空间和权限，排除后再次运行会接着做完。"


class Steps:
    """One line per step: what it is when it begins, what came of it when it is done."""

    def __init__(self, out: OutputWrapper, *, of: int) -> None:
        self.out, self.of, self.number = out, of, 0

    def begin(self, what: str) -> None:
        self.number += 1
        self.out.write(f"[{self.number}/{self.of}] {what} … ", ending="")
        self.out.flush()

    def end(self, result: str) -> None:
        self.out.write(result)

    def load(self, what: str, work: Callable[[], int], unit: str) -> None:
        """Work that adds what is missing and says how many."""
        self.begin(what)
        added = work()
        self.end(f"已载入 {added} {unit}" if added else "已有，没有改动")


def prepare_database(steps: Steps) -> None:
    """Keys, tables, and the checks that a server would make."""
    steps.begin("密钥")
    steps.end("已生成" if crypto.create_keys() else "已有，没有改动")
    steps.begin("数据库")
    pending = _pending()
    call_command("migrate", verbosity=0, interactive=False)
    steps.end(f"已建立或更新（{pending} 步）" if pending else "已是最新")
    refuse_unsafe_database()


def load_reference_data(steps: Steps, organ: Organ) -> None:
    for what, work, unit in founding.reference_data(organ):
        steps.load(what, work, unit)


def _pending() -> int:
    executor: Any = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
