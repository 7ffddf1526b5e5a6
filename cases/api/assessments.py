"""The rules without a case: what a history means. Nothing is stored."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import calendars, clock
from cases.api import rows
from cases.api.base import Resource
from cases.api.deadlines import DeadlineRow
from cases.api.event_input import EventInput
from cases.api.standing import FindingRow
from cases.models import Act, Token
from cases.rules.assess import assess
from cases.rules.terms import Edition, Kind, Procedure, Stage, State


class ObstacleInput(serializers.Serializer):
    to = rows.optional_day(required=False)


ObstacleInput._declared_fields = {"from": rows.day(), **ObstacleInput._declared_fields}


class AssessedAct(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Act.Kind.choices, required=False, allow_null=True)
    made_on = rows.optional_day(required=False)
    known_on = rows.optional_day(required=False)
    remedy_stated = serializers.BooleanField(required=False, allow_null=True)
    remedy_known_on = rows.optional_day(required=False)
    real_estate = serializers.BooleanField(required=False, allow_null=True)
    requested_on = rows.optional_day(required=False)
    duty_due_on = rows.optional_day(required=False)
    obstacles = ObstacleInput(many=True, required=False, allow_null=True)
    limit_days = rows.optional_number(required=False, min_value=1, max_value=36500)


class History(serializers.Serializer):
    """一段经过；只有 events 必须填写，可以是空的。"""

    events = serializers.ListField(child=EventInput())
    procedure = rows.optional_term(Procedure, required=False)
    edition = rows.optional_term(Edition, required=False)
    on = rows.optional_day(required=False, help_text="截至哪一天，默认今天")
    act = AssessedAct(required=False, allow_null=True)


class Assessment(serializers.Serializer):
    state = rows.optional_term(State)
    stage = rows.optional_term(Stage)
    edition = rows.optional_term(Edition)
    accepted_on = rows.optional_day()
    filed_on = rows.optional_day()
    deemed_filed = rows.flag()
    concluded_on = rows.optional_day()
    deadlines = DeadlineRow(many=True)
    findings = FindingRow(many=True)
    allowed = serializers.ListField(child=rows.term(Kind))
    next_change_on = rows.optional_day()


EXAMPLE = OpenApiExample(
    "审查期满视为受理",
    value={"events": [{"kind": "received", "on": "2024-02-07"}], "on": "2024-02-21"},
    request_only=True,
)


class AssessmentViewSet(Resource):
    """期限推算。"""

    serializer_class = Assessment
    scopes = {"create": Token.READ}

    @extend_schema(request=History, responses={200: Assessment}, examples=[EXAMPLE])
    def create(self, request: Request, **path: Any) -> Response:
        """由一段经过推算状态、期限和提示，不保存任何内容。"""
        return Response(assess(request.data, today=clock.today(), calendar=calendars.current()))
