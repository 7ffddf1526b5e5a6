"""Request id, access log, no-store, and 503 where the database is away."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cases.web import failures, logs

Handler = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("cases.requests")


def request_id(get_response: Handler) -> Handler:
    """Every line logged for a request and its answer carry one id; a proxy may give it. The query is never logged.

    The id stays set until the thread's next request: Django logs a refusal after the last middleware.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        logs.request_id.set(given if GIVEN.fullmatch(given) else uuid.uuid4().hex)
        started = time.perf_counter()
        response = get_response(request)
        response[HEADER] = logs.request_id.get()
        _log(request, response, seconds=time.perf_counter() - started)
        return response

    return answer


def _log(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    facts = {"path": request.path, "status": response.status_code, "milliseconds": round(seconds * 1000, 1)}
    logger.info("request", extra={"method": request.method, **facts})


def no_store(get_response: Handler) -> Handler:
    """Case data stays in no cache, neither the browser's on a shared PC nor a proxy's. Static files lie outside."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        return response

    return answer


class DatabaseAway:
    """503 with Retry-After instead of 500: the client may simply try again."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return failures.unavailable(request, error) if failures.is_away(error) else None
