"""A party on the case page: personal data masked unless somebody asked for them, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.masks import mask_address, mask_number, mask_phone
from cases.models import Party
from cases.templatetags.ui import day

HIDDEN = ("id_number", "phone", "address")


@dataclass(frozen=True, slots=True)
class PartyCard:
    party: Party
    facts: list[tuple[str, str]]
    hidden: bool


def cards(parties: Iterable[Party], *, revealed: int | None = None) -> list[PartyCard]:
    return [card(party, full=party.pk == revealed) for party in parties]


def card(party: Party, *, full: bool = False) -> PartyCard:
    rows = (
        (_("性别"), party.get_sex_display()),
        (_("出生日期"), day(party.birth_on)),
        (_("身份证号"), party.id_number if full else mask_number(party.id_number)),
        (_("统一社会信用代码"), party.credit_code),
        (_("电话"), party.phone if full else mask_phone(party.phone)),
        (_("地址"), party.address if full else mask_address(party.address)),
    )
    hidden = not full and any(getattr(party, name) for name in HIDDEN)
    return PartyCard(party, [(label, value) for label, value in rows if value], hidden)
