"""Every failure as a problem detail of RFC 9457: a code for the program, a sentence for the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error

from cases.conflicts import Conflict
from cases.rules.errors import RuleError, RuleViolation
from cases.web import failures, problems

TITLES = {
    400: gettext_lazy("请求有误"),
    401: gettext_lazy("尚未登录"),
    403: gettext_lazy("没有权限"),
    404: gettext_lazy("没有找到"),
    405: gettext_lazy("不支持此操作"),
    406: gettext_lazy("不支持所要求的格式"),
    409: gettext_lazy("内容已被他人更新"),
    412: gettext_lazy("版本已过时"),
    413: gettext_lazy("内容过大"),
    415: gettext_lazy("不支持此格式"),
    422: gettext_lazy("无法登记"),
    428: gettext_lazy("须说明版本"),
    429: gettext_lazy("请求过于频繁"),
    503: gettext_lazy("暂时无法使用"),
}


class Refused(exceptions.APIException):
    """A refusal of our own: status, code and a sentence that says what to do."""

    def __init__(self, status: int, code: str, sentence: Any, **more: Any) -> None:
        super().__init__(sentence, code)
        self.status_code, self.more = status, more


def bad_value(field: str, sentence: Any, *, code: str = "invalid") -> exceptions.ValidationError:
    return exceptions.ValidationError({field: [exceptions.ErrorDetail(sentence, code)]})


def bad_key(field: str, *, known: Sequence[str] = ()) -> exceptions.ValidationError:
    sentence = _("没有“%(name)s”这一项") % {"name": field[:60]}
    if known:
        sentence += _("，可以有：%(names)s") % {"names": "、".join(known)}
    return bad_value(field[:60], sentence, code="unknown_field")


def bad_parameter(name: str, *, known: Sequence[str]) -> exceptions.ValidationError:
    sentence = _("没有查询参数“%(name)s”，可以有：%(names)s") % {
        "name": name[:60],
        "names": "、".join(known) or _("（无）"),
    }
    return bad_value(name[:60], sentence, code="unknown_parameter")


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The one translation of what went wrong; None leaves an unforeseen error to the server's own page."""
    answer = _answer(error)
    if answer is not None:
        context["request"].accepted_renderer = JSONRenderer()
        context["request"].accepted_media_type = problems.MEDIA_TYPE
    return answer


def _answer(error: Exception) -> Response | None:
    if isinstance(error, RuleError):
        return _rule(error)
    if isinstance(error, Http404):
        return problem(404, "not_found", _("此地址不存在，或者案件不属于本机关"))
    if isinstance(error, PermissionDenied):
        return problem(403, "permission_denied", _("您的账户不能查看或者办理此项，需要时请与负责人联系"))
    if isinstance(error, RequestDataTooBig):
        return problem(413, "too_large", _("内容过大，请分次提交"))
    if isinstance(error, DjangoValidationError):
        error = exceptions.ValidationError(as_serializer_error(error))
    if isinstance(error, exceptions.APIException):
        return _api(error)
    return _database(error)


def _rule(error: RuleError) -> Response:
    status = 409 if isinstance(error, Conflict) else 422 if isinstance(error, RuleViolation) else 400
    more = {"article": error.article or None, "event": error.event, "message": error.message}
    return problem(status, error.code, error.message, **more)


def _api(error: exceptions.APIException) -> Response:
    status = error.status_code
    if isinstance(error, exceptions.ValidationError):
        errors = list(_fields(error.detail))
        sentence = _("有 %(n)d 处填写有误：%(first)s") % {
            "n": len(errors),
            "first": errors[0]["message"] if errors else "",
        }
        return problem(400, errors[0]["code"] if len(errors) == 1 else "invalid", sentence, errors=errors)
    more = getattr(error, "more", {})
    answer = problem(status, _code(error), str(error.detail), **more)
    if status == 401:
        answer["WWW-Authenticate"] = "Token"
    wait = getattr(error, "wait", None)
    if wait:
        answer["Retry-After"] = str(int(wait) + 1)
    return answer


def _code(error: exceptions.APIException) -> str:
    codes = error.get_codes()
    return codes if isinstance(codes, str) else error.default_code


def _database(error: Exception) -> Response | None:
    """Away: the same call may simply be repeated."""
    if not failures.is_away(error):
        return None
    answer = problem(503, "unavailable", _("数据库暂时无法使用，本次操作没有保存，请稍后重试"))
    answer["Retry-After"] = str(failures.RETRY_AFTER)
    return answer


def _fields(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """The messages of a nested error, each with the path of its field: `parties.0.name`."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            here = path if name == "non_field_errors" else f"{path}.{name}".lstrip(".")
            yield from _fields(inner, here)
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            yield from _fields(inner, f"{path}.{place}".lstrip(".") if nested else path)
    else:
        yield {"field": path, "code": str(getattr(detail, "code", "invalid")), "message": str(detail)}


def problem(status: int, code: str, sentence: str, **more: Any) -> Response:
    title = str(TITLES.get(status, TITLES[400]))
    body = problems.body(status, code, title, sentence, **more)
    return Response(body, status=status, content_type=problems.MEDIA_TYPE)
