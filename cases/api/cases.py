"""Cases: the list, one of them, and a whole application in one call."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django_filters import BooleanFilter, CharFilter, ModelChoiceFilter
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import external_refs, record
from cases.api import applications, conditions, examples, idempotency, preferences, rows
from cases.api.acts import ActRow
from cases.api.base import Rows, find_case
from cases.api.fields import Input, Line
from cases.api.parties import PartyRow
from cases.api.standing import FindingRow, standing
from cases.filters import ORDERING, CaseFilter
from cases.models import Act, Agency, Case, Party, User
from cases.rules.terms import (
    AgencyType,
    Channel,
    DeadlineKind,
    Disposition,
    Edition,
    Kind,
    Outcome,
    PartyType,
    Procedure,
    Stage,
    State,
    Withdrawal,
)


class CaseRow(rows.Row):
    id = rows.number()
    number = rows.text(help_text="案号")
    external_ref = rows.text(help_text="外部系统的编号，只能设置一次")
    organ = rows.text(source="organ.code")
    version = rows.number(help_text="写入时放入 If-Match")
    state = rows.term(State)
    stage = rows.term(Stage)
    edition = rows.term(Edition)
    procedure = rows.term(Procedure)
    accepted_on = rows.day(help_text="收件日期")
    filed_on = rows.optional_day(help_text="立案日期")
    deemed_filed = rows.flag(help_text="视为受理")
    concluded_on = rows.optional_day(help_text="办结日期")
    closed_on = rows.optional_day()
    disposition = rows.optional_term(Disposition)
    outcome = rows.optional_term(Outcome)
    ground = rows.text()
    withdrawal = rows.optional_term(Withdrawal)
    voided_on = rows.optional_day()
    served_on = rows.optional_day()
    archived_on = rows.optional_day()
    suspended_on = rows.optional_day()
    stopped_days = rows.number()
    extended_days = rows.number()
    decision_due_on = rows.optional_day(help_text="复议期限届满日")
    due_on = rows.optional_day(help_text="最近的期限")
    due_kind = rows.optional_term(DeadlineKind)
    provisional = rows.flag(help_text="期限涉及未公布放假通知的年份")
    has_finding = rows.flag()
    next_change_on = rows.optional_day(help_text="到这一天状态会自动变化")
    applicants = rows.text(help_text="申请人")
    applicants_count = rows.number()
    applicant_type = rows.optional_term(PartyType)
    respondent = rows.optional_text(source="respondent.code", help_text="被申请人代码")
    respondent_name = rows.optional_text(source="respondent.name")
    respondent_type = rows.optional_term(AgencyType)
    matter = rows.optional_text(source="matter.code", help_text="申请复议事项")
    field = rows.optional_text(source="field.code", help_text="行政管理领域")
    channel = rows.optional_term(Channel)
    handler = rows.optional_text(source="handler.username", help_text="主办")
    handler_name = rows.optional_text(source="handler.name")
    second = rows.optional_text(source="second.username", help_text="协办")
    imported = rows.flag()
    created_at = serializers.DateTimeField()


class CaseDetail(CaseRow):
    request = rows.text(help_text="复议请求")
    reasons = rows.text(help_text="事实和理由")


CASE_PARTS: dict[str, serializers.Field] = {
    "parties": PartyRow(many=True),
    "acts": ActRow(many=True),
    "findings": FindingRow(many=True),
    "allowed": serializers.ListField(child=rows.term(Kind), help_text="现在可以登记的事项"),
}
WholeCase = type("WholeCase", (CaseDetail,), {"__doc__": "案件及其当事人、行政行为、提示。", **CASE_PARTS})


def colleagues(request: Request | None) -> QuerySet[User]:
    """Whether another organ has a user of some name is nobody's business."""
    if request is None:
        return User.objects.none()
    user = cast(User, request.user)
    return User.objects.all() if user.is_superuser else User.objects.filter(organ__in=user.organ_ids)


class CaseFilters(CaseFilter):
    """The screens' filters; whom and what an integrator names by code, not by an internal id."""

    number = CharFilter("number")
    external_ref = CharFilter("external_ref")
    organ = CharFilter("organ__code")
    handler = ModelChoiceFilter(queryset=colleagues, to_field_name="username", method="handled")  # type: ignore[arg-type]
    respondent = ModelChoiceFilter(queryset=Agency.objects.all(), to_field_name="code")
    imported = BooleanFilter("imported")
    ordering = None  # type: ignore[assignment]

    def filter_queryset(self, queryset: Any) -> Any:
        """The order is the paging's business."""
        return super().filter_queryset(queryset).order_by()


class ExternalRef(Input):
    external_ref = Line(100)


class CaseViewSet(Rows):
    """复议案件。"""

    serializer_class = CaseRow
    filter_backends = [DjangoFilterBackend]
    filterset_class = CaseFilters
    orderings = ORDERING
    needs = {
        "list": "cases.view_case",
        "retrieve": "cases.view_case",
        "create": "cases.register_case",
        "partial_update": "cases.handle_case",
    }

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.request.user)

    def get_serializer_class(self) -> Any:
        return CaseRow if self.action == "list" else CaseDetail

    @extend_schema(responses=WholeCase)
    def retrieve(self, request: Request, **path: Any) -> Response:
        """按内部编号或者案号读取一件案件。ETag 是写入时所需的版本。"""
        case = find_case(request.user, path["case"])
        if "fields" in request.query_params:
            row = CaseDetail.read(Case.objects.filter(pk=case.pk), self.shown)[0]
            return conditions.tagged(Response(row), case.version)
        return whole(case)

    @extend_schema(
        request=applications.NewCase, responses={201: preferences.or_key(WholeCase)}, examples=[examples.NEW_CASE]
    )
    def create(self, request: Request, **path: Any) -> Response:
        """登记一件申请：当事人、行政行为和最初的事项一次提交，全部成功或者全部不成功。"""
        return idempotency.once(request, lambda: self._opened(request))

    def _opened(self, request: Request) -> Response:
        wanted = applications.read(request)
        case = record.open_case(wanted.organ, wanted.application, wanted.facts, by=self.user)
        response = preferences.key_of(case, status=201) if preferences.minimal(request) else whole(case, status=201)
        response["Location"] = request.build_absolute_uri(f"/api/v1/cases/{case.pk}")
        return response

    @extend_schema(request=ExternalRef, responses=WholeCase)
    def partial_update(self, request: Request, **path: Any) -> Response:
        """设置外部编号；设置之后不能再改。其他内容只能通过事项改变。"""
        case = find_case(request.user, path["case"])
        version = conditions.seen_version(request, case)
        given = ExternalRef.checked(request.data)["external_ref"]
        return whole(external_refs.give(case, given, by=self.user, version=version))


def whole(case: Case, *, status: int = 200) -> Response:
    state = standing(case)
    body = {
        **CaseDetail.read(Case.objects.filter(pk=case.pk))[0],
        "parties": PartyRow.read(Party.objects.filter(case=case)),
        "acts": ActRow.read(Act.objects.filter(case=case)),
        "findings": [finding._asdict() for finding in state.findings],
        "allowed": list(state.allowed),
    }
    return conditions.tagged(Response(body, status=status), body["version"])
