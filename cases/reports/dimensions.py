"""By what cases are broken down: how a row is read from the grouped columns, and which cases stand behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.db.models import Case, CharField, Expression, F, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Contains
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.rules import grounds, law
from cases.rules.terms import AgencyType, Channel, Disposition, Edition, Outcome, PartyType, Procedure, Term, Withdrawal

from .finding_labels import FINDINGS
from .indicators import FLOWS

BLANK: Final = "-"
LAST: Final = 10_000


class Entry(NamedTuple):
    """A row of a breakdown: its place, its key in addresses, its label."""

    order: int
    key: str
    label: str


Columns = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """columns: what is grouped by; read: the rows a group belongs to; where: the condition of one key.

    overlapping: a case may stand in several rows, so that they do not add up.
    """

    name: str
    label: Any
    columns: tuple[str, ...]
    read: Callable[[Columns], Iterable[Entry]]
    where: Callable[[str], Q]
    indicators: tuple[str, ...] = FLOWS
    overlapping: bool = False


def blank() -> Entry:
    return Entry(LAST, BLANK, _("未填写"))


def by_term(name: str, label: Any, terms: type[Term], indicators: tuple[str, ...] = FLOWS) -> Dimension:
    places = {member.value: Entry(place, member.value, member.label) for place, member in enumerate(terms)}

    def read(columns: Columns) -> list[Entry]:
        entry = places.get(columns[0])
        return [entry._replace(label=_(entry.label))] if entry else [blank()]

    def where(key: str) -> Q:
        return Q(**{name: "" if key == BLANK else key})

    return Dimension(name, label, (name,), read, where, indicators)


def by_reference(name: str, label: Any, key: str, text: str, read_key: Callable[[str], Any] = str) -> Dimension:
    """Grouped with the label in one query; the greatest number first. read_key raises ValueError for what is no key."""

    def read(columns: Columns) -> list[Entry]:
        return [Entry(0, str(columns[0]), str(columns[1] or columns[0]))] if columns[0] is not None else [blank()]

    def where(value: str) -> Q:
        return Q(**{f"{name}__isnull": True}) if value == BLANK else Q(**{key: read_key(value)})

    return Dimension(name, label, (key, text), read, where)


def read_pk(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**63:
        raise ValueError(text)
    return number


# ---------- outcome, with the reasons of termination ----------

REASON: Final = Case(
    When(outcome=Outcome.TERMINATED.value, withdrawal="", then=Concat(F("edition"), Value("/"), F("ground"))),
    default=Value(""),
    output_field=CharField(),
)
TERMINATED: Final = Outcome.TERMINATED.value


def read_outcome(columns: Columns) -> list[Entry]:
    outcome, withdrawal, reason = columns
    if not outcome:
        return []
    place = list(Outcome).index(outcome) * 100
    label = _(Outcome.labels()[outcome])
    if outcome != TERMINATED:
        return [Entry(place, outcome, label)]
    if withdrawal:
        why = _(Withdrawal.labels()[withdrawal])
        return [Entry(place + list(Withdrawal).index(withdrawal), f"{outcome}:{withdrawal}", f"{label}：{why}")]
    return [Entry(place + 50, f"{outcome}:{reason}", f"{label}：{reason_label(reason)}")]


def reason_label(reason: str) -> str:
    edition, _slash, ground = reason.partition("/")
    found = grounds.TERMINATION_GROUNDS[law.text_of(Edition(edition))].get(ground)
    return found or ground or _("未写明事由")


def where_outcome(key: str) -> Q:
    """`revoked`; `terminated` for all of them; `terminated:settled` and `terminated:2017/2` for one reason."""
    outcome, colon, reason = key.partition(":")
    condition = Q(outcome=outcome)
    if not colon:
        return condition
    edition, slash, ground = reason.partition("/")
    return condition & (Q(withdrawal="", edition=edition, ground=ground) if slash else Q(withdrawal=reason))


# ---------- findings ----------


def read_findings(columns: Columns) -> list[Entry]:
    places = list(FINDINGS)
    return [
        Entry(places.index(code) if code in FINDINGS else LAST, code, _(FINDINGS.get(code, code)))
        for code in dict.fromkeys(columns[0])
    ]


def where_finding(key: str) -> Q:
    return Q(Contains(Cast("findings", TextField()), f'"{key}"'))


ANNOTATIONS: Final[Mapping[str, Expression]] = MappingProxyType({"reason": REASON})

OUTCOME: Final = Dimension(
    "outcome",
    gettext_lazy("结案方式"),
    ("outcome", "withdrawal", "reason"),
    read_outcome,
    where_outcome,
    ("concluded", "corrected"),
)
DISPOSITION: Final = by_term("disposition", gettext_lazy("未立案方式"), Disposition, ("not_filed",))
RESPONDENT_TYPE: Final = by_term("respondent_type", gettext_lazy("被申请人类型"), AgencyType)
PROCEDURE: Final = by_term("procedure", gettext_lazy("审理程序"), Procedure)
CHANNEL: Final = by_term("channel", gettext_lazy("收件方式"), Channel)
APPLICANT_TYPE: Final = by_term("applicant_type", gettext_lazy("申请人类型"), PartyType)
MATTER: Final = by_reference("matter", gettext_lazy("申请复议事项"), "matter__code", "matter__label")
FIELD: Final = by_reference("field", gettext_lazy("行政管理领域"), "field__code", "field__label")
RESPONDENT: Final = by_reference("respondent", gettext_lazy("被申请人"), "respondent__code", "respondent__name")
HANDLER: Final = by_reference("handler", gettext_lazy("承办人"), "handler_id", "handler__name", read_pk)
FINDING: Final = Dimension(
    "finding", gettext_lazy("提示"), ("findings",), read_findings, where_finding, ("accepted", "concluded"), True
)

GROUPS: Final[tuple[tuple[Dimension, ...], ...]] = (
    (OUTCOME, DISPOSITION, RESPONDENT_TYPE, PROCEDURE, CHANNEL, APPLICANT_TYPE),
    (MATTER, FIELD),
    (RESPONDENT,),
    (HANDLER, FINDING),
)
"""Each group is one query: its dimensions together have few combinations."""

DIMENSIONS: Final[Mapping[str, Dimension]] = MappingProxyType(
    {dimension.name: dimension for group in GROUPS for dimension in group}
)
