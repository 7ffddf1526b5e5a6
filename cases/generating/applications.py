"""Who applies against whom about what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cases.application import ActData, Application, PartyData
from cases.generating import names, weights
from cases.generating.places import Place
from cases.models import Agency
from cases.rules.terms import PartyType, Role

WORDS = {
    "penalty": ("行政处罚决定书", "请求撤销该行政处罚决定"),
    "complaint": ("举报处理告知书", "请求撤销该告知并责令重新处理"),
    "disclosure": ("政府信息公开告知书", "请求撤销该告知并责令重新答复"),
    "confirmation": ("认定决定书", "请求撤销该认定决定"),
    "expropriation": ("征收补偿决定书", "请求撤销该补偿决定"),
    "coercion": ("强制执行决定书", "请求确认该强制行为违法"),
    "title": ("确权决定书", "请求撤销该确权决定"),
    "licence": ("不予许可决定书", "请求撤销该决定"),
}
OTHER = ("处理决定书", "请求撤销该处理决定")
OMISSION = ("", "请求确认不履行职责违法并责令限期履行")


def application(rng: Random, place: Place, received_on: date) -> Application:
    matter, field = weights.pick(rng, weights.MATTERS), weights.pick(rng, weights.FIELDS)
    agency = _respondent(rng, place, field)
    parties, count = _applicants(rng, place)
    title, request = OMISSION if matter == "inaction" else WORDS.get(matter, OTHER)
    return Application(
        parties=parties,
        respondents=[agency],
        act=_act(rng, agency, title, received_on),
        matter=place.matters[matter],
        field=place.fields[field],
        request=f"{request}（示例数据）",
        reasons="示例数据：事实和理由从略。",
        channel=weights.pick(rng, weights.CHANNELS),
        lead=rng.choice(place.handlers),
        applicants_count=count,
    )


def _respondent(rng: Random, place: Place, field: str) -> Agency:
    return rng.choice(place.townships) if rng.random() < weights.TOWNSHIPS else place.departments[field]


def _applicants(rng: Random, place: Place) -> tuple[list[PartyData], int]:
    """Repeat filers come from a small circle; a group is listed with its first few and counted as a whole."""
    if rng.random() < weights.REPEAT:
        known = Random(f"{place.organ.code}:{int(rng.paretovariate(1.2)) % place.filers}")
        return [_person(known)], 1
    if rng.random() < weights.GROUP:
        count = min(2 + int(rng.paretovariate(1.1)), 300)
        return [_person(rng) for _ in range(min(count, 5))], count
    if rng.random() < 0.14:
        firm = names.firm(rng)
        return [PartyData(role=Role.APPLICANT, type=PartyType.FIRM, name=firm, address="示例路1号")], 1
    return [_person(rng)], 1


def _person(rng: Random) -> PartyData:
    address = f"示例村{rng.randint(1, 99)}组{rng.randint(1, 200)}号"
    return PartyData(role=Role.APPLICANT, type=PartyType.PERSON, name=names.person(rng), address=address)


def _act(rng: Random, agency: Agency, title: str, received_on: date) -> ActData:
    known_on = received_on - timedelta(days=rng.randint(3, 58))
    if not title:
        asked = received_on - timedelta(days=rng.randint(65, 110))
        return ActData(kind="omission", requested_on=asked)
    made_on = known_on - timedelta(days=rng.randint(0, 7))
    number = f"{agency.short_name[:2]}字〔{made_on.year}〕{rng.randint(1, 3000)}号"
    amount = Decimal(rng.randrange(100, 50_000, 50)) if rng.random() < 0.3 else None
    stated = rng.random() < 0.95
    return ActData(
        title=title, document_number=number, made_on=made_on, known_on=known_on, remedy_stated=stated, amount=amount
    )
