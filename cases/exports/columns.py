"""The columns of the file: those of the list, one fact each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.masks import masked
from cases.work_row import WorkRow

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    width: int
    value: Callable[[WorkRow], Cell]

    @property
    def label(self) -> str:
        return _(self.name)


def yes(flag: bool) -> str:
    return _("是") if flag else ""


def text(value: Any) -> str:
    """A number of an identity card that somebody typed into a name is masked as everywhere else."""
    return masked(str(value)) if value else ""


COLUMNS: Final = (
    Column(gettext_noop("案号"), 22, lambda row: row.case.number),
    Column(gettext_noop("收件日期"), 12, lambda row: row.case.accepted_on),
    Column(gettext_noop("申请人"), 24, lambda row: text(row.case.applicants)),
    Column(gettext_noop("申请人数"), 9, lambda row: row.case.applicants_count),
    Column(gettext_noop("被申请人"), 28, lambda row: text(row.case.respondent)),
    Column(gettext_noop("事项"), 16, lambda row: text(row.case.matter)),
    Column(gettext_noop("领域"), 16, lambda row: text(row.case.field)),
    Column(gettext_noop("状态"), 12, lambda row: _("作废") if row.case.voided_on else row.case.get_state_display()),
    Column(gettext_noop("阶段"), 10, lambda row: "" if row.case.voided_on else row.case.get_stage_display()),
    Column(gettext_noop("审理程序"), 10, lambda row: row.case.get_procedure_display()),
    Column(gettext_noop("立案日期"), 12, lambda row: row.case.filed_on),
    Column(gettext_noop("办结日期"), 12, lambda row: row.case.concluded_on),
    Column(gettext_noop("结案方式"), 12, lambda row: row.case.get_outcome_display()),
    Column(gettext_noop("未立案方式"), 12, lambda row: row.case.get_disposition_display()),
    Column(gettext_noop("下一步"), 30, lambda row: row.action),
    Column(gettext_noop("依据"), 28, lambda row: row.article),
    Column(gettext_noop("届满后果"), 14, lambda row: row.effect),
    Column(gettext_noop("期限"), 12, lambda row: row.case.due_on),
    Column(gettext_noop("暂定"), 6, lambda row: yes(row.provisional)),
    Column(gettext_noop("有提示"), 8, lambda row: yes(row.case.has_finding)),
    Column(gettext_noop("主办"), 12, lambda row: text(row.case.handler)),
    Column(gettext_noop("协办"), 12, lambda row: text(row.case.second)),
)


def heads() -> list[str]:
    return [column.label for column in COLUMNS]


def cells(row: WorkRow) -> list[Cell]:
    return [column.value(row) for column in COLUMNS]
