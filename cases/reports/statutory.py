"""统计报表国法复统字1号: a row for each 行政管理类别, columns as in the form, totals that must balance.

Which row a field and which column a matter belongs to stands in the code tables (`statutory`), where it can be edited.
The form speaks of 受理 in the law's sense: what was filed. Who reconsiders and against whom is counted over 受理.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import Aggregate, Count, Q, Sum
from django.utils.translation import gettext as _

from cases.models import Code
from cases.querysets import CaseQuerySet
from cases.rules.errors import Malformed
from cases.rules.terms import AgencyType, Outcome

from .indicators import INDICATORS, SETTLED, TERMINATED, WITHDRAWN, flows, relevant
from .periods import Period
from .scope import Scope, check_known_at, refresh

OTHER: Final = "其他"
COUNTY: Final = ~Q(organ__code__endswith="00")
CITY: Final = Q(organ__code__endswith="00") & ~Q(organ__code__endswith="0000")
PROVINCE: Final = Q(organ__code__endswith="0000")

Value = int | Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the group it stands under, its heading, and the aggregate over its condition."""

    key: str
    group: str
    label: str
    condition: Q
    sum_of: str = ""

    @property
    def aggregate(self) -> Aggregate:
        return Sum(self.sum_of, filter=self.condition) if self.sum_of else Count("pk", filter=self.condition)


@dataclass(frozen=True, slots=True)
class Form:
    """The form filled in. `problems` says in a sentence each what does not balance."""

    period: Period
    scope: Scope
    known_at: datetime | None
    columns: tuple[Column, ...]
    rows: Mapping[str, Mapping[str, Value]]
    not_filed: int

    @property
    def totals(self) -> dict[str, Value]:
        return {column.key: sum(row[column.key] for row in self.rows.values()) for column in self.columns}

    @property
    def problems(self) -> list[str]:
        return [*_unbalanced_rows(self), *_unbalanced_flow(self)]


def statutory(period: Period, *, scope: Scope, known_at: datetime | None = None) -> Form:
    check_known_at(known_at)
    refresh()
    form_columns = tuple(columns(period))
    versions = scope.versions(known_at).filter(relevant(period) | flows(period))
    counted = {f"c_{column.key}": column.aggregate for column in form_columns}
    unfiled = Count("pk", filter=INDICATORS["not_filed"].condition(period))
    rows = {label: dict.fromkeys((column.key for column in form_columns), 0) for label in row_labels()}
    not_filed = 0
    for found in grouped(versions, {**counted, "unfiled": unfiled}):
        row = rows.get(found["field__statutory"] or OTHER, rows[OTHER])
        for column in form_columns:
            row[column.key] += found[f"c_{column.key}"] or 0
        not_filed += found["unfiled"]
    return Form(period, scope, known_at, form_columns, rows, not_filed)


def cases_of(
    column: str, row: str, period: Period, *, scope: Scope, known_at: datetime | None = None
) -> tuple[Column, CaseQuerySet]:
    """The case versions behind a cell; an empty row means the total. Raises Malformed for what the form has not."""
    check_known_at(known_at)
    found = next((one for one in columns(period) if one.key == column), None)
    labels = row_labels()
    if found is None or (row and row not in labels):
        raise Malformed("unknown_row", f"统计报表没有这一栏：{column[:40]} {row[:40]}")
    condition = found.condition
    if row == OTHER:
        condition &= ~Q(field__statutory__in=[label for label in labels if label != OTHER]) | Q(field__isnull=True)
    elif row:
        condition &= Q(field__statutory=row)
    return found, scope.versions(known_at).filter(condition).order_by("accepted_on", "case_id")


def grouped(versions: CaseQuerySet, counted: Mapping[str, Aggregate]) -> Sequence[dict[str, Any]]:
    return list(versions.order_by().values("field__statutory").annotate(**counted))


def row_labels() -> list[str]:
    """The rows in the order of the code table; 其他 is always there, and last."""
    labels = Code.objects.filter(list="statutory_field", active=True).values_list("label", flat=True)
    return [*(label for label in labels if label != OTHER), OTHER]


# ---------- columns ----------


def columns(period: Period) -> Iterator[Column]:
    filed = INDICATORS["filed"].condition(period)
    yield Column("carried_in", "", "上期结转", INDICATORS["carried_in"].condition(period))
    yield Column("accepted", "", "本期新收", INDICATORS["accepted"].condition(period))
    yield Column("filed", "受理", "总计", filed)
    yield Column("applicants", "", "申请人总数", filed, sum_of="applicants_count")
    for kind in AgencyType:
        yield Column(f"respondent_{kind.value}", "被申请人", kind.label, filed & respondent(kind))
    for key, label, where in (
        ("county", "县级政府", COUNTY),
        ("city", "市（地）级政府", CITY),
        ("province", "省级政府", PROVINCE),
    ):
        yield Column(f"organ_{key}", "复议机关", label, filed & where)
    yield from matter_columns(filed)
    yield from outcome_columns(INDICATORS["concluded"].condition(period))
    yield Column("pending", "", "未审结", INDICATORS["pending"].condition(period))
    awarded = INDICATORS["concluded"].condition(period) & Q(compensation__gt=0)
    yield Column("compensations", "行政赔偿", "件数", awarded)
    yield Column("compensation", "行政赔偿", "数额（元）", awarded, sum_of="compensation")


def respondent(kind: AgencyType) -> Q:
    """A case without a respondent's kind goes to 其他."""
    return Q(respondent_type__in=[kind.value, ""]) if kind is AgencyType.OTHER else Q(respondent_type=kind.value)


def matter_columns(filed: Q) -> Iterator[Column]:
    """From the code table; what no column claims goes to 其他."""
    named = list(Code.objects.filter(list="statutory_matter", active=True).values_list("code", "label"))
    labels = [label for _code, label in named if label != OTHER]
    for code, label in named:
        if label == OTHER:
            continue
        yield Column(f"matter_{code}", "申请复议事项", label, filed & Q(matter__statutory=label))
    rest = Q(matter__isnull=True) | ~Q(matter__statutory__in=labels)
    yield Column("matter_other", "申请复议事项", OTHER, filed & rest)


def outcome_columns(concluded: Q) -> Iterator[Column]:
    def by(*outcomes: Outcome) -> Q:
        return concluded & Q(outcome__in=[outcome.value for outcome in outcomes])

    group = "已审结"
    yield Column("concluded", group, "总计", concluded)
    yield Column("rejected", group, "驳回", by(Outcome.CLAIM_REJECTED, Outcome.DISMISSED))
    yield Column("upheld", group, "维持", by(Outcome.UPHELD))
    yield Column("unlawful", group, "确认违法", by(Outcome.DECLARED_UNLAWFUL, Outcome.DECLARED_VOID))
    yield Column("revoked", group, "撤销", by(Outcome.REVOKED, Outcome.PARTLY_REVOKED))
    yield Column("altered", group, "变更", by(Outcome.ALTERED))
    yield Column("ordered", group, "责令履行", by(Outcome.ORDERED_TO_PERFORM))
    yield Column("mediated", group, "调解", by(Outcome.MEDIATED))
    yield Column("withdrawn", group, "终止：撤回申请", concluded & WITHDRAWN & ~SETTLED)
    yield Column("settled", group, "终止：和解协议", concluded & SETTLED)
    yield Column("ended", group, "终止：其他", concluded & TERMINATED & ~WITHDRAWN & ~SETTLED)


# ---------- balances ----------

SUMS: Final = (("被申请人", "filed"), ("复议机关", "filed"), ("申请复议事项", "filed"), ("已审结", "concluded"))


def _unbalanced_rows(form: Form) -> Iterator[str]:
    """Every group of columns must add up to its total, in every row."""
    for group, total in SUMS:
        parts = [column.key for column in form.columns if column.group == group and column.key != total]
        for label, row in form.rows.items():
            added = sum(row[key] for key in parts)
            if added != row[total]:
                yield _("“%(row)s”一行：%(group)s各栏合计%(sum)s，总计%(total)s，不相等") % {
                    "row": label,
                    "group": group,
                    "sum": added,
                    "total": row[total],
                }


def _unbalanced_flow(form: Form) -> Iterator[str]:
    """上期结转＋本期新收－未受理＝已审结＋未审结."""
    totals = form.totals
    left = totals["carried_in"] + totals["accepted"] - form.not_filed
    right = totals["concluded"] + totals["pending"]
    if left != right:
        yield _(
            "上期结转%(carried)s + 本期新收%(new)s - 未受理%(unfiled)s，与已审结%(done)s + 未审结%(left)s不相等"
        ) % {
            "carried": totals["carried_in"],
            "new": totals["accepted"],
            "unfiled": form.not_filed,
            "done": totals["concluded"],
            "left": totals["pending"],
        }
