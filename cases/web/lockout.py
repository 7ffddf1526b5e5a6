"""How django-axes counts failed logins and what it answers. It counts on every door that calls `authenticate`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cases.web import failures


def username(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """Folded, as the accounts are: else each spelling of a name would have five guesses of its own."""
    given = credentials.get("username") if credentials else request and request.POST.get("username")
    return str(given or "").strip().casefold()


def response(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    return failures.locked_out(request, seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))
