"""The site: our own screens beside the stock pages, all behind one login and in one frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from . import (
    accounts,
    amendment,
    bulk,
    case_export,
    case_link,
    case_list,
    case_page,
    event_change,
    event_entry,
    frame,
    home,
    litigation,
    papers,
    pause,
    reference,
    registration,
    registration_help,
    reminders,
    reveal,
    saved_views,
    tokens,
    work_calendar,
)
from .statistics import analysis, annual, behind, definitions, overview, published, statutory, trends


class CaseSite(AdminSite):
    site_title = site_header = index_title = frame.SITE_TITLE
    site_url = None
    enable_nav_sidebar = False
    login_form = AuthenticationForm
    password_change_done_template = "registration/password_change_done.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """Every active account belongs to somebody of the organ; what it may do is a matter of its roles."""
        return request.user.is_active

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), **frame.frame_context(request)}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return home.home(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        views: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
            ("cases/", case_list.case_list, "case_list"),
            ("cases/export/<slug:format>/", case_export.export, "case_export"),
            ("cases/reassign/", bulk.reassign, "reassign"),
            ("cases/print/", bulk.print_list, "print_list"),
            ("cases/views/", saved_views.save, "save_view"),
            ("cases/views/<int:pk>/<slug:deed>/", saved_views.change, "change_view"),
            ("cases/<int:pk>/watch/", saved_views.watch, "watch"),
            ("cases/<int:pk>/", case_page.case_page, "case_page"),
            ("cases/<int:pk>/events/<slug:kind>/", event_entry.enter, "event_entry"),
            ("cases/<int:pk>/events/<slug:kind>/preview/", event_entry.preview, "event_preview"),
            ("cases/<int:pk>/links/", case_link.add, "case_link"),
            ("cases/<int:pk>/papers/", papers.upload, "papers"),
            ("cases/<int:pk>/papers/<int:paper>/", papers.download, "paper"),
            ("cases/<int:pk>/pause/", pause.enter, "pause"),
            ("cases/<int:pk>/pause/preview/", pause.preview, "pause_preview"),
            ("cases/<int:pk>/correct/<int:event>/", event_change.correct, "event_correct"),
            ("cases/<int:pk>/correct/<int:event>/preview/", event_change.preview, "correct_preview"),
            ("cases/<int:pk>/retract/<int:event>/", event_change.retract, "event_retract"),
            ("cases/<int:pk>/parties/<int:party>/reveal/", reveal.reveal, "reveal"),
            ("cases/<int:pk>/texts/", amendment.texts, "amend_texts"),
            ("cases/<int:pk>/parties/<int:party>/", amendment.party, "amend_party"),
            ("cases/<int:pk>/acts/<int:act>/", amendment.act, "amend_act"),
            ("registration/", registration.register, "registration"),
            ("registration/check/", registration_help.check, "registration_check"),
            ("registration/draft/", registration_help.keep_draft, "registration_draft"),
            ("registration/agencies/", registration_help.agencies, "agency_suggestions"),
            ("reminders/", reminders.reminders, "reminders"),
            ("reminders/subscribe/", reminders.subscribe, "subscribe"),
            ("reminders/unsubscribe/", reminders.unsubscribe, "unsubscribe"),
            ("calendar/", work_calendar.month, "calendar"),
            ("calendar/days/", work_calendar.change_days, "calendar_days"),
            ("calendar/notice/", work_calendar.change_notice, "calendar_notice"),
            ("calendar/load/", work_calendar.load, "calendar_load"),
            ("litigation/", litigation.register, "litigation"),
            ("litigation/add/", litigation.add, "litigation_add"),
            ("litigation/<int:pk>/", litigation.change, "litigation_change"),
            ("reports/statistics/", overview.statistics, "statistics"),
            ("reports/statistics/trends/", trends.shown, "trends"),
            ("reports/statistics/analysis/", analysis.shown, "analysis"),
            ("reports/statistics/form/", statutory.statutory_form, "statutory_form"),
            ("reports/statistics/form/cases/", statutory.form_cases, "form_cases"),
            ("reports/statistics/definitions/", definitions.shown, "definitions"),
            ("reports/annual/", annual.annual_report, "annual_report"),
            ("reports/annual/file/", annual.report_file, "report_file"),
            ("reports/published/", published.published_reports, "published_reports"),
            ("reports/published/add/", published.publish, "publish_report"),
            ("reports/published/<int:pk>/", published.published_report, "published_report"),
            ("reports/cases/", behind.figure_cases, "figure_cases"),
            ("reports/cases/export/<slug:format>/", behind.export_figure, "export_figure"),
            ("reports/lawsuits/", behind.figure_lawsuits, "figure_lawsuits"),
        ]
        return [
            *(path(route, self.admin_view(view), name=name) for route, view, name in views),
            path("language/", set_language, name="set_language"),
            *super().get_urls(),
        ]


site = CaseSite(name="admin")
for model, model_admin in (*accounts.ADMINS, *tokens.ADMINS, *reference.ADMINS):
    site.register(model, model_admin)
