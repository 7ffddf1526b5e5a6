"""How cases are filtered and sorted: one allow-list for the screens and the API."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import clock, people
from cases.identity import tidy
from cases.models import Agency, Case, Code, Party, User
from cases.models.columns import choices
from cases.querysets import CaseQuerySet
from cases.rules.law import PERIODS
from cases.rules.terms import (
    Bound,
    Channel,
    DeadlineKind,
    Disposition,
    Edition,
    Outcome,
    PartyType,
    Procedure,
    Stage,
    State,
    Term,
)

OTHERS_ACT: Final = frozenset(
    period.kind.value
    for periods in PERIODS.values()
    for period in periods.values()
    if period.kind is not None and period.bound is not Bound.AUTHORITY
)
"""Deadlines that bind the applicant, the respondent or another organ: the clerk waits."""

FEW: Final = 200
"""What a rare word finds is looked up first, and alone: PostgreSQL weighs few tables together, and would otherwise join
their names to all the cases of an organ before it looks for the word."""

ORDERING: Final = {
    "due": ("due_key", "id"),
    "-due": ("-due_key", "-id"),
    "accepted": ("accepted_on", "id"),
    "-accepted": ("-accepted_on", "-id"),
    "filed": ("filed_on", "id"),
    "-filed": ("-filed_on", "-id"),
    "closed": ("closed_on", "id"),
    "-closed": ("-closed_on", "-id"),
}


class Ordering(filters.ChoiceFilter):
    """Only orderings that an index serves."""

    def filter(self, queryset: Any, value: str) -> Any:
        return queryset.order_by(*ORDERING[value or "due"])


class Codes(filters.MultipleChoiceFilter):
    """One of several codes of a column. A case has one: nothing to be made distinct."""

    def __init__(self, terms: type[Term], label: Any) -> None:
        super().__init__(choices=choices(terms), label=label, distinct=False)


def after(column: str, label: Any) -> filters.DateFilter:
    return filters.DateFilter(column, "gte", label=label)


def before(column: str, label: Any) -> filters.DateFilter:
    return filters.DateFilter(column, "lte", label=label)


class CaseFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", label=_("案号、当事人、文号、身份证号"))
    state = Codes(State, _("状态"))
    stage = Codes(Stage, _("阶段"))
    handler = filters.ModelChoiceFilter(queryset=User.objects.all(), method="handled", label=_("承办人"))
    unassigned = filters.BooleanFilter(method="without_handler", label=_("未指定承办人"))
    respondent = filters.ModelChoiceFilter(queryset=Agency.objects.all(), label=_("被申请人编号"))
    respondent_name = filters.CharFilter(method="against", label=_("被申请人"))
    matter = filters.ModelChoiceFilter(
        queryset=Code.objects.filter(list="matter"), to_field_name="code", label=_("事项")
    )
    field = filters.ModelChoiceFilter(queryset=Code.objects.filter(list="field"), to_field_name="code", label=_("领域"))
    outcome = Codes(Outcome, _("结案方式"))
    disposition = Codes(Disposition, _("未立案方式"))
    procedure = filters.ChoiceFilter(choices=choices(Procedure), label=_("审理程序"))
    edition = filters.ChoiceFilter(choices=choices(Edition), label=_("适用的法律文本"))
    channel = filters.ChoiceFilter(choices=choices(Channel), label=_("收件方式"))
    applicant_type = filters.ChoiceFilter(choices=choices(PartyType), label=_("申请人类型"))
    due_kind = Codes(DeadlineKind, _("期限种类"))
    due_after = after("due_on", _("期限不早于"))
    due_before = before("due_on", _("期限不晚于"))
    accepted_after = after("accepted_on", _("收件不早于"))
    accepted_before = before("accepted_on", _("收件不晚于"))
    filed_after = after("filed_on", _("立案不早于"))
    filed_before = before("filed_on", _("立案不晚于"))
    concluded_after = after("concluded_on", _("办结不早于"))
    concluded_before = before("concluded_on", _("办结不晚于"))
    closed_after = after("closed_on", _("终了不早于"))
    closed_before = before("closed_on", _("终了不晚于"))
    overdue = filters.BooleanFilter(method="past_due", label=_("已超期"))
    waiting = filters.BooleanFilter(method="on_others", label=_("等待他方"))
    deeming = filters.BooleanFilter(method="about_to_be_deemed", label=_("将视为受理"))
    open = filters.BooleanFilter(method="still_open", label=_("在办"))
    provisional = filters.BooleanFilter("provisional", label=_("期限暂定"))
    has_finding = filters.BooleanFilter("has_finding", label=_("有提示"))
    voided = filters.BooleanFilter("voided_on", "isnull", exclude=True, label=_("已作废"))
    idle_since = filters.DateFilter("last_event_on", "lte", label=_("此日之后无进展"))
    ordering = Ordering(choices=[(name, name) for name in ORDERING], empty_label=None, label=_("排序"))

    class Meta:
        model = Case
        fields: list[str] = []

    @property
    def today(self) -> date:
        return clock.today()

    def filter_queryset(self, queryset: Any) -> Any:
        """The default order holds also where none is asked for."""
        found: Any = super().filter_queryset(queryset)
        return found if found.query.order_by else found.by_due()

    def search(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """An identity number is found by its blind index, everything else by the words of the case."""
        number = tidy(value)
        if len(number) in (15, 18) and number[:14].isdigit():
            owners = Party.objects.filter(id_index=people.index_of(number))
            return queryset.filter(pk__in=owners.values("case"))
        assert self.request is not None  # every list gives it
        viewer: Any = self.request.user
        found = queryset.search(value, organ=viewer.only_organ)
        return self._looked_up(queryset, found) if any(len(word) > 1 for word in value.split()) else found

    def _looked_up(self, queryset: CaseQuerySet, found: CaseQuerySet) -> CaseQuerySet:
        keys = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
        return queryset.filter(pk__in=keys) if len(keys) <= FEW else found

    def handled(self, queryset: CaseQuerySet, name: str, value: User) -> CaseQuerySet:
        return queryset.handled_by(value)

    def against(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        named = Agency.objects.filter(Q(name__icontains=value) | Q(short_name__icontains=value))
        return queryset.filter(respondent__in=named)

    def without_handler(self, queryset: CaseQuerySet, name: str, value: bool) -> CaseQuerySet:
        return queryset.unassigned() if value else queryset.filter(handler__isnull=False)

    def past_due(self, queryset: CaseQuerySet, name: str, value: bool) -> CaseQuerySet:
        return queryset.overdue(today=self.today) if value else queryset.filter(due_key__gte=self.today)

    def on_others(self, queryset: CaseQuerySet, name: str, value: bool) -> CaseQuerySet:
        waiting = Q(due_kind__in=OTHERS_ACT)
        return queryset.filter(waiting if value else ~waiting)

    def about_to_be_deemed(self, queryset: CaseQuerySet, name: str, value: bool) -> CaseQuerySet:
        """Within the next seven days silence files these (第三十条第三款)."""
        soon = Q(
            state=State.ACCEPTED.value,
            due_kind=DeadlineKind.SCREENING.value,
            due_on__range=(self.today, self.today + timedelta(days=7)),
        )
        return queryset.filter(soon if value else ~soon)

    def still_open(self, queryset: CaseQuerySet, name: str, value: bool) -> CaseQuerySet:
        return queryset.open() if value else queryset.closed()
