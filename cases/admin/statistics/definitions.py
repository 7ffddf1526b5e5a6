"""指标口径: what every figure means, from the same words that a published report freezes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.reports.definitions import definitions
from cases.reports.published import records

from .question import Question, asking, show

TITLE = _("指标口径")


@asking(TITLE)
def shown(request: HttpRequest, asked: Question) -> HttpResponse:
    return show(request, asked, "definitions", title=TITLE, printed=records(asked.scope), **definitions())
