"""Pages (and, under /api/, problem details of RFC 9457) for what goes wrong outside any view.

They need neither the database nor a session: they are what remains when those are gone.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cases.web import logs, problems

RETRY_AFTER = 5
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}

logger = logging.getLogger("cases.failures")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, "bad_request", _("请求有误"), _("请求的内容无法识别，请检查后重新提交。"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request, 403, "permission_denied", _("没有权限"), _("您的账户不能查看或者办理此项，需要时请与负责人联系。")
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _("页面停留太久，或者浏览器禁用了 Cookie。请返回上一页，刷新后重新提交。")
    return _answer(request, 403, "csrf_failed", _("页面已失效"), sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        404,
        "not_found",
        _("没有找到"),
        _("此地址不存在，或者案件不属于本机关。请检查地址，或从案件列表进入。"),
    )


def locked_out(request: HttpRequest, *, seconds: int) -> HttpResponse:
    sentence = _("登录失败次数过多，账户暂时锁定。请稍后重试，或联系系统管理员解锁。")
    return _answer(request, 429, "locked_out", _("尝试次数过多"), sentence, retry_after=seconds)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while the exception is being handled; outside of views it may be the database that is away."""
    error = sys.exc_info()[1]
    if error and is_away(error):
        return unavailable(request, error)
    sentence = _("程序出错，已记入日志。请稍后重试；仍然出错时请把编号告知系统管理员。")
    return _answer(request, 500, "server_error", _("程序出错"), sentence)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    logger.error("database away: %s", type(error).__name__, exc_info=(type(error), error, error.__traceback__))
    sentence = _("数据库暂时无法使用，本次操作没有保存，请稍后重试。")
    return _answer(request, 503, "unavailable", _("暂时无法使用"), sentence, retry_after=RETRY_AFTER)


def is_away(error: BaseException) -> bool:
    """Whether trying again may help: SQLite says OperationalError of a misspelt table too, which it will not."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return (getattr(cause, "sqlite_errorcode", 0) & 0xFF) in PASSING
    return True


def _answer(
    request: HttpRequest, status: int, code: str, title: str, sentence: str, *, retry_after: int | None = None
) -> HttpResponse:
    if request.path.startswith("/api/"):
        response = _problem(problems.body(status, code, title, sentence))
    else:
        facts = {"title": title, "status": status, "sentence": sentence, "request_id": logs.request_id.get() or None}
        response = HttpResponse(render_to_string("cases/failure.html", facts), status=status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def _problem(body: dict[str, Any]) -> HttpResponse:
    text = {"ensure_ascii": False}
    return JsonResponse(body, status=body["status"], content_type=problems.MEDIA_TYPE, json_dumps_params=text)
