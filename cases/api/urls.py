"""All routes of version 1, in one table. The final slash may be left out."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, re_path

from cases.api.acts import ActViewSet
from cases.api.agencies import AgencyViewSet
from cases.api.assessments import AssessmentViewSet
from cases.api.calendar import CalendarViewSet
from cases.api.cases import CaseViewSet
from cases.api.codes import CodeViewSet
from cases.api.deadlines import DeadlineViewSet
from cases.api.documents import DocumentViewSet
from cases.api.events import EventViewSet
from cases.api.feed import FeedViewSet
from cases.api.litigation import LitigationViewSet
from cases.api.me import MeViewSet
from cases.api.parties import PartyViewSet
from cases.api.published import PublishedViewSet
from cases.api.reports import ReportViewSet
from cases.api.schema import SchemaView, docs
from cases.api.tokens import TokenViewSet

app_name = "api"

CASE, PK, SEQ = r"cases/(?P<case>[^/]+)", r"(?P<pk>[^/]+)", r"(?P<seq>[^/]+)"


def route(address: str, view: Any, name: str, **methods: str) -> URLPattern:
    return re_path(rf"^{address}/?$", view.as_view(methods), name=name)


urlpatterns = [
    route("cases", CaseViewSet, "cases", get="list", post="create"),
    route(CASE, CaseViewSet, "case", get="retrieve", patch="partial_update"),
    route(f"{CASE}/events", EventViewSet, "case-events", get="list", post="create"),
    route(f"{CASE}/events/{SEQ}", EventViewSet, "case-event", get="retrieve"),
    route(f"{CASE}/events/{SEQ}/correction", EventViewSet, "event-correction", post="correct"),
    route(f"{CASE}/events/{SEQ}/retraction", EventViewSet, "event-retraction", post="retract"),
    route(f"{CASE}/deadlines", DeadlineViewSet, "case-deadlines", get="list"),
    route(f"{CASE}/parties", PartyViewSet, "case-parties", get="list"),
    route(f"{CASE}/parties/{PK}", PartyViewSet, "case-party", get="retrieve"),
    route(f"{CASE}/acts", ActViewSet, "case-acts", get="list"),
    route(f"{CASE}/documents", DocumentViewSet, "case-documents", get="list"),
    route("events", FeedViewSet, "events", get="list"),
    route("assessments", AssessmentViewSet, "assessments", post="create"),
    route("reports/annual", ReportViewSet, "report", get="annual"),
    route("reports/statutory", ReportViewSet, "report-statutory", get="statutory"),
    route("reports/section", ReportViewSet, "report-section", get="section"),
    route("reports/definitions", ReportViewSet, "report-definitions", get="definitions"),
    route("published-reports", PublishedViewSet, "published-reports", get="list", post="create"),
    route(f"published-reports/{PK}", PublishedViewSet, "published-report", get="retrieve"),
    route(f"published-reports/{PK}/comparison", PublishedViewSet, "published-comparison", get="compare"),
    route("litigation", LitigationViewSet, "litigation", get="list", post="create"),
    route(f"litigation/{PK}", LitigationViewSet, "litigation-one", get="retrieve", patch="partial_update"),
    route("agencies", AgencyViewSet, "agencies", get="list"),
    route(f"agencies/{PK}", AgencyViewSet, "agency", get="retrieve"),
    route("codes", CodeViewSet, "codes", get="list"),
    route("codes/(?P<list>[^/]+)", CodeViewSet, "code-list", get="retrieve"),
    route("calendar", CalendarViewSet, "calendar", get="list"),
    route("calendar/add", CalendarViewSet, "calendar-add", get="add"),
    route("me", MeViewSet, "me", get="retrieve"),
    route("tokens", TokenViewSet, "tokens", get="list", post="create"),
    route(f"tokens/{PK}", TokenViewSet, "token", delete="destroy"),
    re_path(r"^schema/?$", SchemaView.as_view(), name="schema"),
    re_path(r"^docs/?$", docs, name="docs"),
]
