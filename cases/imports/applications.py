"""Who applied against whom, about what: the part of a row that is no date."""

from __future__ import annotations

import re
from typing import Final

from cases.application import ActData, Application, PartyData
from cases.identity import read_credit_code, read_identity
from cases.models import Act, Agency, Code, User
from cases.rules.terms import AgencyType, Channel, PartyType, Role

from .directory import Directory
from .row import RegisterRow

AND_OTHERS: Final = re.compile(r"(.+?)等(\d{1,5})人")
NOT_TOLD: Final = "台账未载"
OMISSION: Final = "inaction"


def application(row: RegisterRow, directory: Directory) -> Application:
    """What the row says; what it says wrongly is noted in the row."""
    parties, count = applicants(row)
    lead, second = handlers(row, directory)
    type_ = row.term("被申请人类型")
    channel = row.term("收件方式") if "收件方式" not in row.failed else ""
    matter, field = code(row, "申请复议事项", "matter", directory), code(row, "行政管理领域", "field", directory)
    return Application(
        parties=parties,
        respondents=respondents(row, type_, directory),
        respondent_type=AgencyType(type_) if type_ else None,
        act=act(row, matter, field),
        matter=matter,
        field=field,
        channel=Channel(channel) if channel else None,
        lead=lead,
        second=second,
        applicants_count=count,
    )


def applicants(row: RegisterRow) -> tuple[list[PartyData], int]:
    names, count = _names(row)
    type_ = row.term("申请人类型")
    numbers = row.items("申请人证件号")
    if len(numbers) > len(names):
        row.wrong("申请人证件号", f"有{len(numbers)}个证件号、{len(names)}个申请人，须一一对应")
        numbers = []
    numbers += [""] * (len(names) - len(numbers))
    parties = [_applicant(row, name, number, type_) for name, number in zip(names, numbers, strict=True)]
    return parties, max(count, len(parties))


def _names(row: RegisterRow) -> tuple[list[str], int]:
    """张某等12人 is one name and a count."""
    names, count = row.items("申请人"), row.count("申请人人数")
    others = AND_OTHERS.fullmatch(names[-1]) if names else None
    if others:
        names[-1] = others[1]
        if count not in (None, int(others[2])):
            row.wrong("申请人人数", f"与申请人中写的“等{others[2]}人”不一致")
        count = int(others[2])
    if any(not name or len(name) > 100 for name in names):
        row.wrong("申请人", "每个名称须有1至100字，名称之间用一个顿号隔开")
    if count is not None and count < len(names):
        row.wrong("申请人人数", f"为{count}人，少于所列的{len(names)}名申请人")
    return names or [NOT_TOLD], count or 1


def _applicant(row: RegisterRow, name: str, number: str, type_: str) -> PartyData:
    id_number = credit_code = ""
    try:
        if number and _is_organisation(number, type_):
            credit_code = read_credit_code(number)
        elif number:
            id_number = read_identity(number, today=row.today).number
    except ValueError as error:
        row.wrong("申请人证件号", f"{name}：{error}（护照等其他证件请写入备注）")
    return PartyData(
        role=Role.APPLICANT,
        name=name,
        type=PartyType(type_) if type_ else None,
        id_number=id_number,
        credit_code=credit_code,
    )


def _is_organisation(number: str, type_: str) -> bool:
    """By the type of the applicant, else by the shape: only a 统一社会信用代码 has letters before its last place."""
    if type_:
        return type_ != PartyType.PERSON
    return any(character.isalpha() for character in number[:17])


def respondents(row: RegisterRow, type_: str, directory: Directory) -> list[Agency]:
    names = row.items("被申请人")
    if any(not name or len(name) > 100 for name in names):
        row.wrong("被申请人", "每个名称须有1至100字，名称之间用一个顿号隔开")
        return []
    return list({name: directory.agency(name, type_) for name in names}.values())


def handlers(row: RegisterRow, directory: Directory) -> tuple[User | None, User | None]:
    """主办 and 协办, in the order in which they stand."""
    names = [name for name in row.items("承办人") if name]
    if len(names) > 2 or len(set(names)) < len(names) or any(len(name) > 50 for name in names):
        row.wrong("承办人", "最多填写两人（主办、协办），不能重复，每个姓名不超过50字；其他人请写入备注")
        return None, None
    try:
        found = [directory.handler(name) for name in names]
    except ValueError as error:
        row.wrong("承办人", str(error))
        return None, None
    lead, second = [*found, None, None][:2]
    if lead is not None and lead is second:
        row.wrong("承办人", "主办与协办不能是同一人")
    return lead, second


def code(row: RegisterRow, column: str, list_: str, directory: Directory) -> Code | None:
    word = row.text(column)
    try:
        return directory.code(list_, word) if word else None
    except ValueError as error:
        row.wrong(column, str(error))
        return None


def act(row: RegisterRow, matter: Code | None, field: Code | None) -> ActData:
    omission = matter is not None and matter.code == OMISSION
    return ActData(
        kind=Act.Kind.OMISSION if omission else Act.Kind.DECISION,
        matter=matter,
        field=field,
        document_number=row.short("行政行为文号", longest=100),
        made_on=row.date("行政行为日期"),
        known_on=row.date("知道行为日期"),
    )
