"""年度报告: the county's sentence, every figure a link to exactly its cases."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .frame import page


@permission_required("cases.view_case", raise_exception=True)
@require_safe
def annual_report(request: HttpRequest) -> HttpResponse:
    return page(request, "cases/annual_report.html", title=_("年度报告"))
