"""Every address: the screens at the root, the interface for programs under /api/v1/, probes under /healthz/."""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path, re_path

from cases.admin import reminders
from cases.admin.site import site
from cases.web import health, metrics

handler400 = "cases.web.failures.bad_request"
handler403 = "cases.web.failures.forbidden"
handler404 = "cases.web.failures.not_found"
handler500 = "cases.web.failures.server_error"


def nothing_here(request: HttpRequest, **kwargs: Any) -> NoReturn:
    """The screens send whoever asks for an unknown address to the login; a program wants 404."""
    raise Http404


urlpatterns = [
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("api/v1/", include("cases.api.urls")),
    path("feeds/<str:token>.ics", reminders.feed, name="deadline_feed"),
    re_path(r"^(?:api|healthz|static)/", nothing_here),
    path("", site.urls),
]
