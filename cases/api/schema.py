"""The contract (OpenAPI 3.1) and its page, under the strict content security policy."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response


class SchemaView(SpectacularAPIView):
    @extend_schema(operation_id="schema", responses={200: dict})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """OpenAPI 3.1 契约。"""
        response: Response = super().get(request, *args, **kwargs)
        return response


class DocsView(SpectacularSwaggerSplitView):
    url_name = "api:schema"
    template_name = "cases/api_docs.html"


docs = csp_update({"img-src": [SELF, "data:"]})(DocsView.as_view())
