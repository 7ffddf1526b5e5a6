"""Personal data in full: only when asked for, with a reason, and never without a trace."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.models import Party, RevealLog

from .case_page import show
from .dossier import Dossier, open_dossier
from .party_card import HIDDEN
from .who import user_of

SHORTEST, LONGEST = 2, 200


@permission_required("cases.reveal_personal", raise_exception=True)
@require_POST
def reveal(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    found = next((one for one in dossier.parties if one.pk == party), None)
    if found is None:
        raise Http404
    reason = " ".join(request.POST.get("reason", "").split())
    if not SHORTEST <= len(reason) <= LONGEST or not reason.isprintable():
        error = _("请填写查看理由（2 至 200 字）")
        return show(request, dossier, reveal_form={"party": party, "error": error}, status=422)
    log(request, dossier, found, reason)
    return show(request, dossier, revealed=party)


def log(request: HttpRequest, dossier: Dossier, party: Party, reason: str) -> None:
    """Before the page is made: what cannot be logged is not shown."""
    rows = [
        RevealLog(
            user=user_of(request),
            case=dossier.case,
            party=party,
            field=name,
            reason=reason,
            address=request.META.get("REMOTE_ADDR") or None,
        )
        for name in HIDDEN
        if getattr(party, name)
    ]
    with transaction.atomic():
        RevealLog.objects.bulk_create(rows)
