"""The application under another clock, for gunicorn: `shifted_wsgi:application`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import clock_shift

from wangdu.wsgi import application as plain


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    clock_shift.follow()
    return plain(environ, start_response)
