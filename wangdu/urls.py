"""Every address: the screens at the root, the interface for programs under /api/v1/, probes under /healthz/."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from cases.web import health

handler400 = "cases.web.failures.bad_request"
handler403 = "cases.web.failures.forbidden"
handler404 = "cases.web.failures.not_found"
handler500 = "cases.web.failures.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
]
if find_spec("cases.api") and find_spec("cases.api.urls"):
    urlpatterns.append(path("api/v1/", include("cases.api.urls")))
if find_spec("cases.admin") and find_spec("cases.admin.site"):
    from cases.admin.site import site

    urlpatterns.append(path("", site.urls))
