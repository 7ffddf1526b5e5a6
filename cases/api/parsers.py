"""JSON, read strictly: what cannot be stored exactly as it was sent is refused here, with a sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from cases.api.errors import Refused

DEPTH = 16
WHOLE = 2**53
"""Beyond this a number means another one to every reader that uses floating point."""


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        data = _decode(_read(stream))
        for value, depth in _walk(data):
            _check(value, depth)
        return data


def _read(stream: IO[Any]) -> bytes:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body: bytes = stream.read(limit + 1)
    if len(body) > limit:
        raise Refused(413, "too_large", _("内容超过 %(n)d 字节，请分次提交") % {"n": limit})
    return body


def _decode(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise _bad(_("JSON 嵌套过深")) from None
    except ValueError as error:
        raise _bad(_("不是有效的 JSON（UTF-8）：%(why)s") % {"why": str(error)[:120]}) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("同一名称出现两次"))
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _walk(data: Any) -> Iterator[tuple[Any, int]]:
    """Every value and every name, without recursion."""
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        yield value, depth
        if isinstance(value, dict):
            waiting += [(inner, depth + 1) for pair in value.items() for inner in pair]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]


def _check(value: Any, depth: int) -> None:
    if depth > DEPTH:
        raise _bad(_("JSON 嵌套过深"))
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int) and abs(value) > WHOLE or isinstance(value, float) and not math.isfinite(value):
        raise _bad(_("数字过大"))


def _check_text(value: str) -> None:
    if "\x00" in value:
        raise _bad(_("文字中含有不可用的字符（NUL）"))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _bad(_("文字中含有不成对的代理字符，无法保存")) from None


def _bad(sentence: str) -> ParseError:
    return ParseError(sentence)
