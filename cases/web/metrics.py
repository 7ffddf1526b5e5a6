"""/metrics for Prometheus, behind a token. No name, no number, no organ stands in it: counts and moments only."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.db.utils import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases import clock
from cases.backups import drills, folder
from cases.backups.make import program
from cases.doctor import storage
from cases.models import CalendarNotice, Case, Deadline
from cases.rules.terms import OPEN_STATUSES, Stage
from cases.web import requests

TYPE = "text/plain; version=0.0.4; charset=utf-8"
SOON = timedelta(days=3)
Sample = tuple[str, float]


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Without a token of its own the address does not exist."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), _expected()):
        return HttpResponse("unauthorized\n", status=401, content_type=TYPE, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse("".join(_text()), content_type=TYPE)


def _expected() -> bytes:
    return f"Bearer {settings.METRICS_TOKEN}".encode()


def _text() -> Iterator[str]:
    yield from _family("wangdu_info", "gauge", "Version of the program.", [(f'{{version="{program()}"}}', 1)])
    try:
        samples = list(_of_cases())
        up = 1
    except Error:
        samples, up = [], 0
    yield from _family("wangdu_database_up", "gauge", "Whether the database answers.", [("", up)])
    for name, about, found in [*samples, *_of_machine()]:
        yield from _family(name, "gauge", about, found)
    yield from _of_requests()


def _of_cases() -> Iterator[tuple[str, str, Sequence[Sample]]]:
    today = clock.today()
    stages = dict(Case.objects.open().order_by().values_list("stage").annotate(Count("pk")))
    open_cases = [(f'{{stage="{stage.value}"}}', stages.get(stage.value, 0)) for stage in Stage]
    yield "wangdu_open_cases", "Cases that are not closed, by stage.", open_cases
    late, soon = Q(due_on__lt=today), Q(due_on__range=(today, today + SOON))
    running = Deadline.objects.filter(status__in=[status.value for status in OPEN_STATUSES])
    due = running.aggregate(overdue=Count("pk", filter=late), soon=Count("pk", filter=soon))
    yield "wangdu_deadlines_overdue", "Open periods whose last day is over.", [("", due["overdue"])]
    yield "wangdu_deadlines_due_soon", "Open periods that end within three days.", [("", due["soon"])]
    waiting = Case.objects.filter(next_change_on__lt=today).count()
    yield "wangdu_refresh_pending", "Cases that last night's refresh has left out.", [("", waiting)]
    last = CalendarNotice.objects.order_by("-year").values_list("year", flat=True).first() or 0
    yield "wangdu_calendar_last_year", "Last year whose rest days are known.", [("", last)]


def _of_machine() -> Iterator[tuple[str, str, Sequence[Sample]]]:
    newest, drill = folder.newest(), drills.last()
    taken = folder.taken_at(newest).timestamp() if newest else 0
    yield "wangdu_last_backup_timestamp_seconds", "When the newest backup was made; 0: never.", [("", taken)]
    size = newest.stat().st_size if newest else 0
    yield "wangdu_last_backup_bytes", "Size of the newest backup.", [("", size)]
    tried = datetime.fromisoformat(drill["at"]).astimezone(UTC).timestamp() if drill and drill["ok"] else 0
    yield "wangdu_last_drill_timestamp_seconds", "When a backup was last restored in a drill.", [("", tried)]
    free = [(f'{{folder="{number}"}}', bytes_) for number, bytes_ in enumerate(storage.free_bytes().values())]
    yield "wangdu_disk_free_bytes", "Room on the disks of VAR_DIR (0) and BACKUP_DIR (1, if another disk).", free


def _of_requests() -> Iterator[str]:
    values = requests.counts.read()
    classes = len(requests.CLASSES)
    answers = [
        (f'{{method="{method}",status="{name}"}}', values[row * classes + column])
        for row, method in enumerate(requests.METHODS)
        for column, name in enumerate(requests.CLASSES)
        if values[row * classes + column]
    ]
    yield from _family("wangdu_requests_total", "counter", "Requests answered.", answers)
    unavailable = [("", values[requests.UNAVAILABLE])]
    yield from _family("wangdu_unavailable_total", "counter", "Requests answered with 503.", unavailable)
    yield from _family("wangdu_request_seconds", "histogram", "Time to answer.", list(_histogram(values)))


def _histogram(values: list[int]) -> Iterator[Sample]:
    total = 0
    for number, bound in enumerate(requests.BOUNDS):
        total += values[requests.BUCKETS + number]
        name = "+Inf" if bound == float("inf") else f"{bound:g}"
        yield f'_bucket{{le="{name}"}}', total
    yield "_sum", values[requests.MICROSECONDS] / 1_000_000
    yield "_count", total


def _family(name: str, kind: str, about: str, samples: Sequence[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {about}\n# TYPE {name} {kind}\n"
    for suffix, value in samples:
        yield f"{name}{suffix} {value:.17g}\n"
