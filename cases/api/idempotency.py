"""Idempotency-Key: a creating call that is repeated answers its first result and creates nothing.

The key and what it creates commit together: a crash leaves neither, and of two simultaneous calls the second waits
for the first. A call that was refused leaves no key.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases import retries
from cases.api import preferences
from cases.api.errors import Refused
from cases.models import IdempotencyKey

HEADER: Final = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
REPEATED: Final = ("ETag", "Location", preferences.APPLIED)


def once(request: Request, answer: Callable[[], Response]) -> Response:
    key = request.headers.get(HEADER)
    if key is None:
        return answer()
    if not KEY.fullmatch(key):
        raise Refused(400, "bad_idempotency_key", _("Idempotency-Key 须为 1 至 200 个不含空格的 ASCII 字符"))
    with transaction.atomic():
        entry, is_new = _claim(request, key)
        if not is_new:
            return _repeat(entry, digest(request))
        response = answer()
        _keep(entry, response)
        return response


def digest(request: Request) -> str:
    """What was asked: the same key for something else is a mistake of the caller."""
    body = json.dumps(request.data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{request.method} {request.path}\n{body}".encode()).hexdigest()


def _claim(request: Request, key: str) -> tuple[IdempotencyKey, bool]:
    mine = {"user": request.user, "key": key}
    retries.old().filter(**mine).delete()
    return IdempotencyKey.objects.get_or_create(**mine, defaults={"request_hash": digest(request)})


def _keep(entry: IdempotencyKey, response: Response) -> None:
    headers = {name: response[name] for name in REPEATED if response.has_header(name)}
    entry.status, entry.answer = response.status_code, {"body": _plain(response.data), "headers": headers}
    entry.save(update_fields=["status", "answer"])


def _plain(data: Any) -> Any:
    return json.loads(JSONRenderer().render(data))


def _repeat(entry: IdempotencyKey, asked: str) -> Response:
    if entry.request_hash != asked:
        raise Refused(422, "idempotency_key_reused", _("此 Idempotency-Key 已用于另一请求，请换一个"))
    kept: Any = entry.answer
    response = Response(kept["body"], status=entry.status, headers=kept["headers"])
    response["Idempotency-Replayed"] = "true"
    return response
