"""The organs of a generated database: their agencies, their people, and what is peculiar to each."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from cases import clock, founding
from cases.generating import weights
from cases.models import Agency, Code, Organ, User
from cases.roles import CLERK, SUPERVISOR

DEPARTMENTS = {
    "market": "市场监督管理局",
    "public_security": "公安局",
    "urban_management": "城市管理综合行政执法局",
    "natural_resources": "自然资源和规划局",
    "human_resources": "人力资源和社会保障局",
    "housing": "住房和城乡建设局",
    "agriculture": "农业农村局",
    "environment": "生态环境局",
    "transport": "交通运输局",
    "health": "卫生健康局",
    "civil_affairs": "民政局",
    "education": "教育和体育局",
    "other": "行政审批局",
}
TOWNSHIPS = ("城关镇", "东关镇", "西河镇", "南庄乡", "北店乡", "中堡镇")


@dataclass(frozen=True, slots=True)
class Place:
    """An organ as a worker needs it."""

    organ: Organ
    departments: dict[str, Agency]
    townships: list[Agency]
    handlers: list[User]
    matters: dict[str, Code]
    fields: dict[str, Code]
    intake: float
    corrected: float
    filers: int
    """How many repeat filers the organ knows."""


def code_of(place: int) -> str:
    return f"9{place:05d}"


@transaction.atomic
def prepare(count: int) -> list[Organ]:
    """Organs with agencies and accounts without password; those that are there stay. Begins the database if new."""
    organs = [_organ(place) for place in range(1, count + 1)]
    for _what, load, _unit in founding.reference_data(organs[0]):
        load()
    return organs


def _organ(place: int) -> Organ:
    code, name = code_of(place), f"示例{place:03d}县"
    organ, new = founding.begin(
        founding.TRIAL,
        code=code,
        name=f"{name}人民政府",
        institution=f"{name}司法局",
        number_pattern=f"示{place:03d}政复〔{{year}}〕{{serial}}号",
    )
    if new:
        _add_agencies(organ, name)
        _add_people(organ, Random(place).randint(3, 8))
    return organ


def _add_agencies(organ: Organ, name: str) -> None:
    named = [(key, f"{name}{word}", "county_department") for key, word in DEPARTMENTS.items()]
    named += [(f"town{place}", f"{name}{word}人民政府", "township") for place, word in enumerate(TOWNSHIPS)]
    Agency.objects.bulk_create(
        Agency(code=f"{organ.code}-{key}", name=full, short_name=full.removeprefix("示例"), type=type_, organ=organ)
        for key, full, type_ in named
    )


def _add_people(organ: Organ, clerks: int) -> None:
    """Without a password: nobody signs in with these."""
    roles = {role: Group.objects.get(name=role) for role in (CLERK, SUPERVISOR)}
    for place in range(clerks + 1):
        role = CLERK if place else SUPERVISOR
        user = User.objects.create(
            username=f"{role}-{organ.code}-{place}",
            name=f"示例{'承办' if place else '负责'}{place or ''}",
            organ=organ,
            is_staff=True,
            password=make_password(None),
            date_joined=clock.now(),
        )
        user.groups.add(roles[role])


def load(organ: Organ, *, seed: int, cases: int) -> Place:
    rng = Random(f"{seed}:{organ.code}")
    agencies = {agency.code.partition("-")[2]: agency for agency in organ.agencies.all()}
    codes = {name: {code.code: code for code in Code.objects.filter(list=name)} for name in ("matter", "field")}
    return Place(
        organ=organ,
        departments={key: agencies[key] for key in DEPARTMENTS},
        townships=[agencies[f"town{place}"] for place in range(len(TOWNSHIPS))],
        handlers=list(organ.users.filter(groups__name=CLERK).order_by("pk")),
        matters=codes["matter"],
        fields=codes["field"],
        intake=rng.betavariate(*weights.INTAKE),
        corrected=rng.betavariate(*weights.CORRECTED),
        filers=1 + cases // 40,
    )
