"""Which events are offered first, which stand behind one click, and why the rest cannot be recorded."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases import rights
from cases.rules import law
from cases.rules.terms import Kind, Stage
from cases.rules.timeline import CaseState

GROUPS: Final[tuple[tuple[str, tuple[Kind, ...]], ...]] = (
    (
        gettext_noop("受理"),
        (Kind.FILED, Kind.SUPPLEMENT_REQUESTED, Kind.SUPPLEMENT_EXTENDED, Kind.SUPPLEMENTED, Kind.NOT_FILED),
    ),
    (
        gettext_noop("审理"),
        (
            Kind.COPY_SENT,
            Kind.COPY_DELIVERED,
            Kind.ANSWERED,
            Kind.OPINION_HEARD,
            Kind.HEARING_NOTIFIED,
            Kind.HEARING_HELD,
            Kind.COMMITTEE_CONSULTED,
            Kind.EXECUTION_STAYED,
            Kind.PROCEDURE_SWITCHED,
        ),
    ),
    (
        gettext_noop("期限"),
        (Kind.EXTENDED, Kind.SUSPENDED, Kind.RESUMED, Kind.CLOCK_STOPPED, Kind.CLOCK_RESTARTED),
    ),
    (
        gettext_noop("附带审查"),
        (Kind.NORMATIVE_REVIEW_REQUESTED, Kind.NORMATIVE_NOTIFIED, Kind.NORMATIVE_TRANSFERRED, Kind.NORMATIVE_REPLIED),
    ),
    (
        gettext_noop("结案"),
        (Kind.CONCLUDED, Kind.SERVED, Kind.ARCHIVED),
    ),
    (
        gettext_noop("后续"),
        (Kind.OPINION_ISSUED, Kind.OPINION_ANSWERED, Kind.REMADE, Kind.PERFORMED, Kind.SUED),
    ),
    (
        gettext_noop("管理"),
        (Kind.ASSIGNED, Kind.CLASSIFIED, Kind.PARTY_JOINED, Kind.PARTY_LEFT, Kind.VOIDED),
    ),
)

USUAL: Final[dict[Stage, tuple[Kind, ...]]] = {
    Stage.SCREENING: (Kind.FILED, Kind.SUPPLEMENT_REQUESTED, Kind.NOT_FILED),
    Stage.SUPPLEMENTING: (Kind.SUPPLEMENTED, Kind.SUPPLEMENT_EXTENDED, Kind.NOT_FILED),
    Stage.UNDER_REVIEW: (
        Kind.COPY_SENT,
        Kind.COPY_DELIVERED,
        Kind.ANSWERED,
        Kind.OPINION_HEARD,
        Kind.SUSPENDED,
        Kind.EXTENDED,
        Kind.CONCLUDED,
    ),
    Stage.SUSPENDED: (Kind.RESUMED, Kind.CONCLUDED),
    Stage.TO_BE_SERVED: (Kind.SERVED, Kind.OPINION_ISSUED),
    Stage.SERVED: (Kind.ARCHIVED, Kind.SUED, Kind.OPINION_ISSUED),
    Stage.CLOSED: (Kind.SERVED, Kind.ARCHIVED),
}
ONCE: Final = frozenset({Kind.COPY_SENT, Kind.COPY_DELIVERED, Kind.ANSWERED})
UNUSUAL: Final = frozenset({Kind.RECEIVED})


@dataclass(frozen=True, slots=True)
class Offer:
    kind: Kind
    label: str
    recommended: bool = False


def offers(state: CaseState, user: Any, *, done: Container[Kind], recommended: Kind | None) -> list[Offer]:
    """What is usual at this stage and not yet done, the next action first."""
    stage = USUAL.get(state.stage, ()) if state.stage else ()
    usual = [kind for kind in stage if may(state, user, kind) and not (kind in ONCE and kind in done)]
    if state.extended_days >= law.MAX_EXTENSION:
        usual = [kind for kind in usual if kind is not Kind.EXTENDED]
    if recommended and may(state, user, recommended):
        usual = [recommended, *(kind for kind in usual if kind is not recommended)]
    return [Offer(kind, wording(kind, state), kind is recommended) for kind in usual]


def may(state: CaseState, user: Any, kind: Kind) -> bool:
    return kind in state.allowed and kind not in UNUSUAL and rights.may_record(user, kind)


def others(state: CaseState, user: Any) -> Iterator[tuple[str, list[Offer]]]:
    """Every event that may be recorded now, by subject."""
    for label, kinds in GROUPS:
        found = [Offer(kind, wording(kind, state)) for kind in kinds if may(state, user, kind)]
        if found:
            yield _(label), found


def refusals(state: CaseState) -> list[tuple[str, str]]:
    """Why the rest cannot be recorded; one sentence for several kinds where it is the same."""
    reasons: dict[str, list[str]] = {}
    for _label, kinds in GROUPS:
        for kind in kinds:
            if kind not in state.allowed:
                reasons.setdefault(state.why_not(kind).replace(kind.label, "…"), []).append(_(kind.label))
    return [
        ("、".join(labels), _(reason).replace("…", labels[0] if len(labels) == 1 else _("此项")))
        for reason, labels in reasons.items()
    ]


def wording(kind: Kind, state: CaseState) -> str:
    if kind is Kind.EXTENDED:
        left = max(law.MAX_EXTENSION - state.extended_days, 0)
        return _("延长审理期限（还可 %(n)s 日）") % {"n": left}
    return _(kind.label)


def may_pause(state: CaseState, user: Any) -> bool:
    """A forgotten suspension lies in the past: that nothing can be suspended today does not matter."""
    return state.filed_on is not None and state.voided_on is None and rights.may_record(user, Kind.SUSPENDED)
