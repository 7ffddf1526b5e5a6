"""An application as it is handed in: who, against whom, about what. Checked here, whatever door it came by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.identity import read_credit_code, read_identity
from cases.models import Agency, Code, User
from cases.rules.errors import Malformed
from cases.rules.terms import AgencyType, Channel, Edition, PartyType, Procedure, Role
from cases.validators import plain_line, plain_text

TEXTS = ("request", "reasons")
LONGEST = {"name": 100, "external_ref": 100, "title": 200, "document_number": 100, "request": 20_000, "reasons": 20_000}
LONGEST_OTHER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyData:
    """Somebody in the application. `represents` is the place (from 1) of the party that is represented."""

    role: Role
    name: str
    type: PartyType | None = None
    agency: Agency | None = None
    sex: str = ""
    birth_on: date | None = None
    id_number: str = ""
    credit_code: str = ""
    phone: str = ""
    address: str = ""
    represents: int | None = None
    joined_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActData:
    """The contested act or omission."""

    kind: str = "decision"
    matter: Code | None = None
    field: Code | None = None
    title: str = ""
    document_number: str = ""
    made_on: date | None = None
    known_on: date | None = None
    served_on: date | None = None
    remedy_stated: bool | None = None
    remedy_known_on: date | None = None
    real_estate: bool = False
    requested_on: date | None = None
    duty_due_on: date | None = None
    obstacles: Sequence[Mapping[str, str | None]] = ()
    limit_days: int | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Parties in the order in which the facts may refer to them by place: the first is 1, respondents come last."""

    parties: Sequence[PartyData]
    respondents: Sequence[Agency] = ()
    respondent_type: AgencyType | None = None
    act: ActData | None = None
    matter: Code | None = None
    field: Code | None = None
    request: str = ""
    reasons: str = ""
    channel: Channel | None = None
    external_ref: str = ""
    edition: Edition | None = None
    procedure: Procedure | None = None
    lead: User | None = None
    second: User | None = None
    applicants_count: int | None = None

    @property
    def all_parties(self) -> tuple[PartyData, ...]:
        agencies = (PartyData(role=Role.RESPONDENT, name=agency.name, agency=agency) for agency in self.respondents)
        return (*self.parties, *agencies)

    @property
    def applicants(self) -> list[PartyData]:
        return [party for party in self.parties if party.role is Role.APPLICANT]

    def place_of(self, party: PartyData | Agency) -> int:
        """The place by which a fact refers to a party or a responding agency."""
        for place, found in enumerate(self.all_parties, start=1):
            if found is party or (found.agency is not None and found.agency == party):
                return place
        raise ValueError("no such party")


def checked(application: Application, *, today: date) -> Application:
    """The application with its numbers tidied. Raises Malformed with a sentence that names what to change."""
    if not application.applicants:
        raise Malformed("no_applicant", _("申请须有申请人"))
    if application.applicants_count is not None and application.applicants_count < len(application.applicants):
        raise Malformed("bad_count", _("申请人人数少于所列的申请人"))
    if application.lead is not None and application.lead == application.second:
        raise Malformed("same_handler", _("主办与协办不能是同一人"))
    _check_texts(application)
    if application.act is not None:
        _check_act(application.act, today)
    parties = tuple(checked_party(party, today=today) for party in application.parties)
    _check_representation(parties)
    return replace(application, parties=parties)


def checked_party(party: PartyData, *, today: date) -> PartyData:
    if not party.name.strip():
        raise Malformed("no_name", _("%(role)s须填写姓名或者名称") % {"role": party.role.label})
    _check_texts(party)
    if party.birth_on is not None and party.birth_on > today:
        raise Malformed("future_date", _("%(name)s的出生日期晚于今天") % {"name": party.name})
    try:
        return _tidied(party, today)
    except ValueError as error:
        raise Malformed("bad_number", f"{party.name}：{error}") from None


def _tidied(party: PartyData, today: date) -> PartyData:
    if party.id_number:
        identity = read_identity(party.id_number, today=today)
        party = replace(party, id_number=identity.number, birth_on=identity.birth_on, sex=identity.sex)
    if party.credit_code:
        party = replace(party, credit_code=read_credit_code(party.credit_code))
    return party


def _check_act(act: ActData, today: date) -> None:
    _check_texts(act)
    for name in ("made_on", "known_on", "served_on", "remedy_known_on", "requested_on"):
        value = getattr(act, name)
        if value is not None and value > today:
            raise Malformed("future_date", _("行政行为的日期（%(day)s）晚于今天，请核对") % {"day": value.isoformat()})


def _check_representation(parties: Sequence[PartyData]) -> None:
    for place, party in enumerate(parties, start=1):
        if party.represents is not None and not (1 <= party.represents <= len(parties) and party.represents != place):
            raise Malformed("bad_representation", _("%(name)s代表或者代理的人不在当事人之中") % {"name": party.name})


def _check_texts(data: Any) -> None:
    for name, value in _texts(data):
        try:
            (plain_text if name in TEXTS else plain_line)(value)
        except ValidationError as error:
            raise Malformed("bad_character", "；".join(error.messages)) from None
        longest = LONGEST.get(name, LONGEST_OTHER)
        if len(value) > longest:
            raise Malformed("too_long", _("“%(text)s…”过长，最多%(n)s字") % {"text": value[:20], "n": longest})


def _texts(data: Any) -> Iterator[tuple[str, str]]:
    for column in fields(data):
        value = getattr(data, column.name)
        if isinstance(value, str) and value:
            yield column.name, value
