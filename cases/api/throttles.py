"""How often one account or one address may call."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle


class ByUser(UserRateThrottle):
    scope = "user"


class ByAddress(AnonRateThrottle):
    scope = "anonymous"


class ByLogin(SimpleRateThrottle):
    """Guessing passwords, whatever the name; names are locked besides, on every door."""

    scope = "login"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return str(self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)})


class ByReport(UserRateThrottle):
    scope = "report"
