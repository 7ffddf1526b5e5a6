"""What happened to a case: read, append, correct, retract. Nothing is changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from cases import record
from cases.api import conditions, examples, idempotency, preferences, rows
from cases.api.applications import MOST_EVENTS, NewParty, party_data
from cases.api.base import OfCase, Rows, whole
from cases.api.cases import CaseRow
from cases.api.event_input import EventInput
from cases.api.fields import Input, Text
from cases.application import PartyData
from cases.event_rows import DATES, TEXTS
from cases.models import Case, Event
from cases.rights import may_record
from cases.rules.facts import Fact, read_fact
from cases.rules.terms import Kind

REFERENCES = {
    "party": "party_id",
    "respondent": "respondent__code",
    "matter": "matter__code",
    "field": "field__code",
    "lead": "lead__username",
    "second": "second__username",
}
DETAILS = {**{name: name for name in (*TEXTS, *DATES, "days")}, **REFERENCES}


class EventRow(rows.Row):
    """一个事项；details 中的名称与提交时相同。"""

    id = rows.number()
    seq = rows.number()
    call = rows.number(help_text="同一次提交的事项批次相同")
    kind = rows.term(Kind)
    on = rows.day(source="occurred_on", help_text="发生日期")
    precision = serializers.ChoiceField(choices=Event.Precision.choices)
    recorded_at = serializers.DateTimeField(help_text="登记时间")
    recorded_by = rows.optional_text(source="recorded_by.username")
    corrects = rows.optional_number(source="corrects.seq", help_text="所更正的事项的序号")
    retracts = rows.optional_number(source="retracts.seq", help_text="所撤回的事项的序号")
    reason = rows.text(help_text="更正或者撤回的理由")
    details = serializers.DictField(help_text="该种事项的内容")
    hash = rows.text(help_text="链式校验值")

    @classmethod
    def columns(cls, names: Sequence[str] | None = None) -> list[str]:
        columns = super().columns(names)
        return [*columns, *DETAILS.values()] if "details" in columns else columns

    @classmethod
    def of(cls, rows: Iterable[dict[str, Any]], names: Sequence[str] | None = None) -> list[dict[str, Any]]:
        kept = list(rows)
        found = super().of(kept, names)
        for shown, row in zip(found, kept, strict=True):
            if "details" in shown:
                shown["details"] = details(row)
        return found


def details(row: Mapping[str, Any]) -> dict[str, Any]:
    typed = {name: row[column] for name, column in DETAILS.items() if row[column] not in (None, "", 0)}
    return {**typed, **row["details"]}


class NewEvents(Input):
    """一次提交若干事项，全部成功或者全部不成功；parties 是新参加的当事人，事项以其姓名称之。"""

    events = serializers.ListField(child=EventInput(), min_length=1, max_length=MOST_EVENTS)
    parties = NewParty(many=True, required=False, max_length=20)  # type: ignore[call-arg]


class Correction(Input):
    event = EventInput(help_text="正确的内容")
    reason = Text(2000)


class Retraction(Input):
    reason = Text(2000)


class Recorded(serializers.Serializer):
    """案件的现状，和这一次登记的事项。"""

    case = CaseRow()
    events = EventRow(many=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    facts: list[Fact]
    parties: list[PartyData] = field(default_factory=list)


class EventViewSet(OfCase, Rows):
    """案件的事项。"""

    serializer_class = EventRow
    orderings = {"seq": ("seq", "id"), "-seq": ("-seq", "-id")}
    needs = {
        "list": "cases.view_case",
        "retrieve": "cases.view_case",
        "create": "cases.view_case",
        "correct": "cases.view_case",
        "retract": "cases.retract_event",
    }

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.filter(case=self.case())

    def retrieve(self, request: Request, **path: Any) -> Response:
        """按序号读取一个事项。"""
        return Response(self.one(self.get_queryset().filter(seq=whole(path["seq"]))))

    @extend_schema(request=NewEvents, responses={201: preferences.or_key(Recorded)}, examples=[examples.EVENTS])
    def create(self, request: Request, **path: Any) -> Response:
        """登记一个或者几个事项。"""
        return idempotency.once(request, self._append)

    def _append(self) -> Response:
        case, user = self.case(), self.user
        version = conditions.seen_version(self.request, case)
        wanted = read(self.request.data)
        refuse_without_right(user, wanted.facts)
        after = record.record(case, wanted.facts, by=user, version=version, parties=wanted.parties)
        return self._written(after)

    @extend_schema(request=Correction, responses={201: preferences.or_key(Recorded)}, examples=[examples.CORRECTION])
    def correct(self, request: Request, **path: Any) -> Response:
        """更正一个事项：原事项保留，新事项取代它的位置。"""
        event, version = self._event()
        given = Correction.checked(request.data)
        fact = read_fact(given["event"], event=0)
        refuse_without_right(request.user, [fact], Kind(event.kind))
        return self._written(record.correct(event, fact, reason=given["reason"], by=self.user, version=version))

    @extend_schema(request=Retraction, responses={201: preferences.or_key(Recorded)})
    def retract(self, request: Request, **path: Any) -> Response:
        """撤回一个事项：它没有发生。原事项保留。"""
        event, version = self._event()
        given = Retraction.checked(request.data)
        refuse_without_right(request.user, [], Kind(event.kind))
        return self._written(record.retract(event, reason=given["reason"], by=self.user, version=version))

    def _written(self, case: Case) -> Response:
        if preferences.minimal(self.request):
            return preferences.key_of(case, status=201)
        return recorded(case, status=201)

    def _event(self) -> tuple[Event, int]:
        case = self.case()
        event = Event.objects.filter(case=case, seq=whole(self.kwargs["seq"])).first()
        if event is None:
            raise Http404
        return event, conditions.seen_version(self.request, case)


def read(data: Any) -> Wanted:
    """Raises ValidationError or Malformed."""
    given = NewEvents.checked(data)
    facts = [read_fact(event, event=place) for place, event in enumerate(given["events"])]
    return Wanted(facts, [party_data(party) for party in given.get("parties", [])])


def refuse_without_right(user: Any, facts: Iterable[Fact], *kinds: Kind) -> None:
    for kind in (*kinds, *(fact.kind for fact in facts)):
        if not may_record(user, kind):
            raise PermissionDenied(_("您的账户不能登记“%(kind)s”，需要时请与负责人联系") % {"kind": kind.label})


def recorded(case: Case, *, status: int) -> Response:
    events = Event.objects.filter(case=case, recorded_at=case.recorded_at).order_by("seq")
    body: dict[str, Any] = {"case": CaseRow.read(Case.objects.filter(pk=case.pk))[0], "events": EventRow.read(events)}
    return conditions.tagged(Response(body, status=status), body["case"]["version"])
