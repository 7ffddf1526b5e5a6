"""An application as a program hands it in: read, its names looked up, given to the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from cases.api.errors import bad_value
from cases.api.event_input import EventInput
from cases.api.fields import Choice, Day, Flag, Input, Line, Money, Text, Whole, code
from cases.application import ActData, Application, PartyData
from cases.models import Act, Agency, Code, Organ, Party, User
from cases.rights import may_record
from cases.rules.facts import Fact, read_fact
from cases.rules.terms import Channel, Edition, Kind, PartyType, Procedure, Role

MOST_PARTIES, MOST_EVENTS = 200, 50


class NewParty(Input):
    """申请人、第三人、代表人或者代理人。"""

    role = code(Role, help_text="被申请人填在 respondents")
    name = Line(100)
    type = code(PartyType, required=False)
    sex = Choice(choices=Party.Sex.choices, required=False)
    birth_on = Day(required=False)
    id_number = Line(40, required=False, help_text="身份证号，加密保存")
    credit_code = Line(40, required=False, help_text="统一社会信用代码")
    phone = Line(100, required=False, help_text="加密保存")
    address = Line(300, required=False, help_text="加密保存")
    represents = Whole(
        required=False,
        min_value=1,
        max_value=MOST_PARTIES,
        help_text="所代表或者代理的当事人在 parties 中的位置，从 1 起",
    )


class NewObstacle(Input):
    to = Day(required=False, allow_null=True)


NewObstacle._declared_fields = {"from": Day(), **NewObstacle._declared_fields}


class NewAct(Input):
    """被申请复议的行政行为或者不作为。"""

    kind = Choice(choices=Act.Kind.choices, default=Act.Kind.DECISION.value)
    matter = Line(40, required=False, help_text="代码，见 codes/matter")
    field = Line(40, required=False, help_text="代码，见 codes/field")
    title = Line(200, required=False)
    document_number = Line(100, required=False)
    made_on = Day(required=False, allow_null=True)
    known_on = Day(required=False, allow_null=True)
    served_on = Day(required=False, allow_null=True)
    remedy_stated = Flag(required=False, allow_null=True)
    remedy_known_on = Day(required=False, allow_null=True)
    real_estate = Flag(required=False)
    requested_on = Day(required=False, allow_null=True)
    duty_due_on = Day(required=False, allow_null=True)
    obstacles = NewObstacle(many=True, required=False)
    limit_days = Whole(required=False, allow_null=True, min_value=1, max_value=36500)
    amount = Money(required=False, allow_null=True, help_text='涉案金额，以文字填写，例如 "12000.50"')


class NewCase(Input):
    """一件完整的申请。"""

    parties = NewParty(many=True, allow_empty=False, max_length=MOST_PARTIES)  # type: ignore[call-arg]
    respondents = serializers.ListField(
        child=Line(40), max_length=20, default=list, help_text="被申请人代码，见 agencies"
    )
    act = NewAct(required=False)
    matter = Line(40, required=False, help_text="申请复议事项的代码，见 codes/matter")
    field = Line(40, required=False, help_text="行政管理领域的代码，见 codes/field")
    request = Text(required=False, help_text="复议请求")
    reasons = Text(required=False, help_text="事实和理由")
    channel = code(Channel, required=False)
    external_ref = Line(100, required=False, help_text="贵方系统的编号，同一机关内不能重复")
    edition = code(Edition, required=False, help_text="默认依收件日期")
    procedure = code(Procedure, required=False)
    lead = Line(150, required=False, help_text="主办的用户名")
    second = Line(150, required=False, help_text="协办的用户名")
    applicants_count = Whole(required=False, min_value=1, max_value=100_000)
    organ = Line(20, required=False, help_text="复议机关代码，默认本机关")
    events = serializers.ListField(
        child=EventInput(), min_length=1, max_length=MOST_EVENTS, help_text="最初的事项，第一项须为收件"
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    organ: Organ
    application: Application
    facts: list[Fact]


def read(request: Request) -> Wanted:
    """Raises ValidationError or Malformed, each naming its field."""
    given = NewCase.checked(request.data)
    facts = [read_fact(event, event=place) for place, event in enumerate(given.pop("events"))]
    _check_rights(request.user, given, facts)
    organ = _organ(request.user, given.pop("organ", None))
    parties = [party_data(party) for party in given.pop("parties")]
    return Wanted(organ, Application(parties=parties, **_looked_up(given, organ)), facts)


def _check_rights(user: Any, given: Mapping[str, Any], facts: list[Fact]) -> None:
    """Who registers may take the case; giving it to somebody else is another right."""
    others = {given.get("lead"), given.get("second")} - {None, user.get_username()}
    if others and not may_record(user, Kind.ASSIGNED):
        raise PermissionDenied(_("您的账户不能指定他人承办，需要时请与负责人联系"))
    for fact in facts:
        if fact.kind is not Kind.RECEIVED and not may_record(user, fact.kind):
            raise PermissionDenied(_("您的账户不能登记“%(kind)s”") % {"kind": fact.kind.label})


def _organ(user: Any, wanted: str | None) -> Organ:
    if wanted is None:
        if user.organ is None:
            raise bad_value("organ", _("您的账户不属于任何复议机关，请填写机关代码"), code="required")
        return user.organ
    found = Organ.objects.filter(code=wanted).first()
    if found is None or not (user.is_superuser or found.pk in user.organ_ids):
        raise bad_value("organ", _("没有代码为“%(code)s”的复议机关") % {"code": wanted}, code="unknown_code")
    return found


def party_data(given: Mapping[str, Any]) -> PartyData:
    terms = {"role": Role(given["role"]), "type": PartyType(given["type"]) if "type" in given else None}
    return PartyData(**{**given, **terms})


def _looked_up(given: dict[str, Any], organ: Organ) -> dict[str, Any]:
    """Codes and names of users replaced by what they name."""
    act = given.pop("act", None)
    found = {**given, **_codes(given)}
    for name, terms in (("channel", Channel), ("edition", Edition), ("procedure", Procedure)):
        if name in given:
            found[name] = terms(given[name])
    for name in ("lead", "second"):
        if name in given:
            found[name] = _user(name, given[name], organ)
    found["respondents"] = [_agency(code, place) for place, code in enumerate(given["respondents"])]
    found["act"] = ActData(**{**act, **_codes(act, "act.")}) if act is not None else None
    return found


def _codes(given: Mapping[str, Any], path: str = "") -> dict[str, Code]:
    return {name: _code(name, given[name], path) for name in ("matter", "field") if name in given}


def _code(listed: str, value: str, path: str) -> Code:
    found = Code.objects.filter(list=listed, code=value, active=True).first()
    if found is None:
        raise bad_value(f"{path}{listed}", _("代码表中没有“%(code)s”") % {"code": value}, code="unknown_code")
    return found


def _agency(value: str, place: int) -> Agency:
    found = Agency.objects.filter(code=value).first()
    if found is None:
        raise bad_value(
            f"respondents.{place}", _("名录中没有代码为“%(code)s”的机关") % {"code": value}, code="unknown_code"
        )
    return found


def _user(name: str, value: str, organ: Organ) -> User:
    found = User.objects.filter(username__iexact=value, organ=organ, is_active=True).first()
    if found is None:
        raise bad_value(name, _("本机关没有用户“%(name)s”") % {"name": value}, code="unknown_code")
    return found
