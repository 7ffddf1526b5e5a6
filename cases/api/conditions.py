"""If-Match: who writes on a case says which version was read (RFC 9110 §13.1.1, RFC 6585 §3)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.errors import Refused
from cases.models import Case

TAG = re.compile(r'(W/)?"([\x21\x23-\x7e]{0,64})"')


def seen_version(request: Request, case: Case) -> int:
    """The version that the caller has read. 428 without, 412 where it is not the present one."""
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        raise Refused(428, "version_required", _('请在 If-Match 中写明所依据的案件版本，例如 If-Match: "3"'))
    if str(case.version) not in _strong_tags(header):
        sentence = _("案件已更新到第 %(n)d 版，请重新读取后再提交") % {"n": case.version}
        raise Refused(412, "stale_version", sentence, version=case.version)
    return int(case.version)


def tagged(response: Response, version: int) -> Response:
    response["ETag"] = f'"{version}"'
    return response


def _strong_tags(header: str) -> list[str]:
    return [match[2] for part in header.split(",") if (match := TAG.fullmatch(part.strip())) and not match[1]]
