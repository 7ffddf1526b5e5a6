"""Probes: `live` says that the process answers, `ready` that it can work, and what somebody should look at soon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cases.doctor import Level, probe


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Names only what is wrong, never a host or a password: anybody may ask.

    503 only where no request can be answered: taking a server out because last night's backup is missing helps nobody.
    """
    found = probe()
    problems = [finding.message for finding in found if finding.level is Level.AWAY]
    warnings = [finding.message for finding in found if finding.level is not Level.AWAY]
    status = "unavailable" if problems else "warning" if warnings else "ok"
    answer = {"status": status, "problems": problems, "warnings": warnings}
    return JsonResponse(answer, status=503 if problems else 200, json_dumps_params={"ensure_ascii": False})
