"""The periods of a case, each with its article and how the date came about."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import rows
from cases.api.base import OfCase
from cases.api.standing import standing
from cases.rules.assess import deadline_dict
from cases.rules.terms import Bound, DeadlineKind, Status, Unit


class DeadlineRow(rows.Row):
    kind = rows.term(DeadlineKind)
    starts_on = rows.day(help_text="起算日（不计入）")
    length = rows.optional_number()
    unit = rows.term(Unit)
    due_on = rows.optional_day(help_text="届满日；停止计算期间为 null")
    article = rows.text()
    provisional = rows.flag()
    met_on = rows.optional_day()
    status = rows.term(Status)
    explanation = rows.text(help_text="计入的日子、跳过的日子及其原因、扣除的期间、顺延")


class CaseDeadline(DeadlineRow):
    bound = rows.term(Bound, help_text="约束谁")
    ref = rows.text(help_text="文书编号")
    party = rows.optional_number()
    unverified = rows.text(help_text="规则中待核实之处")


class DeadlineList(serializers.Serializer):
    on = rows.day(help_text="截至这一天")
    results = CaseDeadline(many=True)


class DeadlineViewSet(OfCase):
    """案件的期限。"""

    serializer_class = CaseDeadline
    needs = {"list": "cases.view_case"}

    @extend_schema(responses=DeadlineList, operation_id="cases_deadlines_list")
    def list(self, request: Request, **path: Any) -> Response:
        """已经开始的各项期限，附条文和计算过程。"""
        state = standing(self.case())
        more = ("bound", "ref", "party", "unverified")
        found = [{**deadline_dict(row), **{name: getattr(row, name) for name in more}} for row in state.deadlines]
        return Response({"on": state.on, "results": found})
