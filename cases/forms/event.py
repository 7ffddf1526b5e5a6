"""One small form per kind of event, made from the table of what the kind requires and may carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cases.application import PartyData
from cases.rules import facts, grounds, law
from cases.rules.facts import DETAILS, Detail, Fact, read_details
from cases.rules.terms import Edition, Kind, Outcome, Procedure, Role

from . import decision_parts
from .base import (
    CaseForm,
    choice_field,
    date_field,
    days_field,
    flag_field,
    refuse,
    shape,
    term_choices,
    text_field,
    version_field,
)

PART = "part_"
COMPUTED = frozenset({"role", "parts", "partial"})
LONG = frozenset({"note", "items"})
REASONED = frozenset({Kind.VOIDED, Kind.CLASSIFIED})
"""What changes how reports count needs a reason."""
LAST = ("note", "approver")
ANNOUNCED = frozenset({"hearing_on", "due_on"})
CONDITION_LABELS = (
    "有明确的申请人和符合规定的被申请人",
    "申请人与行政行为有利害关系",
    "有具体的请求和理由",
    "在法定申请期限内提出",
    "属于复议范围",
    "属于本机关管辖",
    "未被其他复议机关受理，也未被法院受理",
)


@dataclass(frozen=True, slots=True)
class EventContext:
    """What the choices of a form depend on: the case as it stands today."""

    edition: Edition
    procedure: Procedure
    today: date
    extended_days: int = 0
    parties: Sequence[tuple[int, str, Role]] = ()
    choices: Mapping[str, Sequence[tuple[Any, str]]] = field(default_factory=dict)

    def people(self, *roles: Role) -> list[tuple[int, str]]:
        return [(key, label) for key, label, role in self.parties if not roles or role in roles]

    def role_of(self, party: int) -> Role | None:
        return next((role for key, _label, role in self.parties if key == party), None)


RESPONDENT_SIDE = frozenset({Kind.COPY_SENT, Kind.COPY_DELIVERED, Kind.ANSWERED})


class EventForm(CaseForm):
    """The date, the details that the kind may carry, and the version that the page showed."""

    version = version_field()

    def __init__(self, kind: Kind, context: EventContext, *args: Any, **kwargs: Any) -> None:
        self.kind, self.context = kind, context
        kwargs["initial"] = {"on": context.today, **defaults(kind, context), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["on"] = date_field(_("日期"), "w4", required=True)
        self.fields["on"].widget.attrs["max"] = context.today.isoformat()
        for name in ordered(kind):
            built = build(name, DETAILS[kind][name], kind, context)
            if built is not None:
                self.fields[name] = built
        if "parts" in DETAILS[kind]:
            self.initial = {**self.initial, **decision_parts.initial(self.initial.get("parts") or ())}
            self.fields.update(decision_parts.part_fields(context.edition))

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith(PART)]

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith(PART)]

    @property
    def in_parts(self) -> bool:
        return any(field.value() or field.errors for field in self.part_fields)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "parts" in DETAILS[self.kind]:
            cleaned["parts"] = decision_parts.read(self)
        return cleaned

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.context.today:
            raise refuse(_("日期不能晚于今天"))
        return on

    def clean_ground(self) -> str:
        """A ground of a conclusion is chosen together with its outcome."""
        ground: str = self.cleaned_data["ground"]
        if "|" not in ground:
            return ground
        outcome, _bar, code = ground.partition("|")
        if self.data.get(self.add_prefix("outcome")) != outcome:
            raise refuse(_("这一事由不属于所选的结案方式，请重新选择"))
        return code

    def fact(self) -> Fact:
        """The fact typed in. Raises Malformed where the table of details says no."""
        details = {
            name: value
            for name in (*ordered(self.kind), "parts")
            if (value := self._value(name)) not in (None, "", [], False)
        }
        party = details.get("party")
        if party is not None and "role" in DETAILS[self.kind]:
            details["role"] = self.context.role_of(party)
        return Fact(self.kind, self.cleaned_data["on"], read_details(self.kind, details))

    @property
    def newcomers(self) -> Sequence[PartyData]:
        """Parties whom the event brings into the case."""
        return ()

    def _value(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        if value and name != "parts" and DETAILS[self.kind][name].read is facts.read_name and str(value).isdigit():
            return int(value)
        return value


def ordered(kind: Kind) -> list[str]:
    """What must be there first, the remarks last."""
    names = [name for name in DETAILS[kind] if name not in COMPUTED]
    return sorted(names, key=lambda name: (name in LAST, not DETAILS[kind][name].required))


def build(name: str, detail: Detail, kind: Kind, context: EventContext) -> forms.Field | None:
    """The field for one detail; None where there is nothing to choose from."""
    if name == "ground":
        return ground_field(kind, detail, context)
    if name in context.choices or name == "party":
        return reference_field(name, detail, kind, context)
    if detail.choices is not None:
        return code_field(name, detail, kind, context)
    if detail.read is facts.read_date:
        return date_field(_(detail.label), "w4", required=detail.required)
    if detail.read is facts.read_days:
        return days_field(_(detail.label), "w4", required=detail.required)
    if detail.read is facts.read_flag:
        return flag_field(_(detail.label), "w4")
    if detail.read is facts.read_conditions:
        return conditions_field(_(detail.label))
    if detail.read is facts.read_name:
        return None
    return plain_field(name, detail, kind, context)


def plain_field(name: str, detail: Detail, kind: Kind, context: EventContext) -> forms.Field:
    if name == "approver":
        return text_field(_(detail.label), "w4", max_length=50, help_text=approval(kind, context.edition))
    width, required = "w8" if name in LONG else "w4", detail.required or (name == "note" and kind in REASONED)
    return text_field(_(detail.label), width, required=required, long=name in LONG, attrs=rows(name))


def rows(name: str) -> dict[str, Any]:
    return {"rows": 2} if name in LONG else {}


def reference_field(name: str, detail: Detail, kind: Kind, context: EventContext) -> forms.Field | None:
    options = party_choices(kind, context) if name == "party" else list(context.choices[name])
    return choice_field(_(detail.label), options, "w4", required=detail.required) if options else None


def party_choices(kind: Kind, context: EventContext) -> list[tuple[int, str]]:
    return context.people(Role.RESPONDENT) if kind in RESPONDENT_SIDE else context.people()


def code_field(name: str, detail: Detail, kind: Kind, context: EventContext) -> forms.Field:
    """A code of a list, as far as the edition of the case knows it."""
    assert detail.choices is not None
    options = term_choices(detail.choices)
    if name == "outcome":
        known = grounds.outcomes(context.edition)
        options = [(code, label) for code, label in options if code in known]
    if name == "procedure":
        return procedure_field(detail, kind, context)
    attrs = {"data-kind-switch": ""} if name in ("outcome", "disposition") else {}
    only = Outcome.TERMINATED.value if name == "withdrawal" else ""
    return choice_field(_(detail.label), options, "w4", required=detail.required, attrs=attrs, only=only)


def procedure_field(detail: Detail, kind: Kind, context: EventContext) -> forms.Field:
    options = term_choices(Procedure)
    if context.edition is Edition.LAW_2017:
        options = options[:1]
    if kind is Kind.PROCEDURE_SWITCHED:
        options = [option for option in options if option[0] != context.procedure]
    return choice_field(_(detail.label), options, "w4", required=detail.required, blank=None)


def ground_field(kind: Kind, detail: Detail, context: EventContext) -> forms.Field:
    if kind is Kind.SUSPENDED:
        known = grounds.suspension_grounds(context.edition)
        options: list[Any] = [(code, f"（{code}）{_(label)}") for code, label in known.items()]
    elif kind is Kind.CONCLUDED:
        options = grouped_grounds(context.edition)
    else:
        return text_field(_(detail.label), "w8", required=detail.required)
    return choice_field(_(detail.label), options, "w8", required=detail.required)


def grouped_grounds(edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    groups = []
    for outcome in grounds.outcomes(edition):
        found = grounds.outcome_grounds(outcome, edition=edition)
        if found:
            groups.append(
                (_(outcome.label), [(f"{outcome}|{code}", f"（{code}）{_(text)}") for code, text in found.items()])
            )
    return groups


def conditions_field(label: str) -> forms.Field:
    options = [(code, f"（{code}）{_(text)}") for code, text in zip(facts.CONDITIONS, CONDITION_LABELS, strict=True)]
    field = forms.MultipleChoiceField(
        label=label,
        choices=options,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("第三十条第一款，勾选不符合的各项"),
    )
    return shape(field, "w12", only="refused")


def approval(kind: Kind, edition: Edition) -> str:
    """Who decides, at county level (第三十条、第三十九条、第五十五条、第六十一条、第六十二条)."""
    who = {
        Kind.EXTENDED: _("复议机构负责人批准（第六十二条第一款）"),
        Kind.PROCEDURE_SWITCHED: _("复议机构负责人批准（第五十五条）"),
        Kind.CONCLUDED: _("复议机关负责人同意或者集体讨论通过（第六十一条第一款）"),
        Kind.NOT_FILED: _("复议机关决定（第三十条）"),
        Kind.SUSPENDED: _("复议机关决定（第三十九条）"),
        Kind.OPINION_ISSUED: _("复议机关制发（第七十六条）"),
    }
    if edition is Edition.LAW_2017:
        who |= {
            Kind.EXTENDED: _("复议机关负责人批准（原第三十一条第一款）"),
            Kind.SUSPENDED: _("复议机构决定（实施条例第四十一条）"),
            Kind.CONCLUDED: _("复议机关负责人同意或者集体讨论通过（原第二十八条第一款）"),
            Kind.NOT_FILED: _("复议机关决定（原第十七条）"),
        }
    return who.get(kind, "")


def defaults(kind: Kind, context: EventContext) -> dict[str, Any]:
    """What is most often right, filled in."""
    known: dict[str, Any] = {}
    if kind in RESPONDENT_SIDE and context.people(Role.RESPONDENT):
        known["party"] = context.people(Role.RESPONDENT)[0][0]
    if kind is Kind.SUPPLEMENT_REQUESTED and context.edition is not Edition.LAW_2017:
        known["days"] = law.PERIODS[context.edition]["P7"].length
    if kind is Kind.EXTENDED:
        known["days"] = max(law.MAX_EXTENSION - context.extended_days, 0) or None
    if kind is Kind.FILED:
        known["procedure"] = context.procedure
    return known
