"""Probes: `live` says that the process answers, `ready` that it can work."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Names only what is wrong, never a host or a password: anybody may ask."""
    problems = _problems()
    answer = {"status": "unavailable" if problems else "ok", "problems": problems}
    return JsonResponse(answer, status=503 if problems else 200, json_dumps_params={"ensure_ascii": False})


def _problems() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return [_("数据库无法连接")]
    return [_("有尚未执行的数据库迁移，请运行 manage.py migrate")] if waiting else []
