"""案件: where it stands, what is due and why, what happened, what may be done now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import next_action
from cases.forms.paper import PaperForm
from cases.links import linked
from cases.models import Act, Case, ChangeLog
from cases.rules.terms import Kind
from cases.templatetags.ui import day

from . import deadline_row, event_groups, saved_views
from .dossier import Dossier, open_dossier
from .frame import page
from .party_card import cards
from .stepper import steps
from .timeline import entries
from .who import user_of

PAPER = "paper"


@permission_required("cases.view_case", raise_exception=True)
@require_safe
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, open_dossier(request, pk))


def show(
    request: HttpRequest,
    dossier: Dossier,
    *,
    revealed: int | None = None,
    reveal_form: dict[str, Any] | None = None,
    paper_form: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    case, state, user = dossier.case, dossier.state, user_of(request)
    links = linked(case, visible=Case.objects.visible_to(user))
    recommended = next_action.answer(case.due_kind, case.stage)
    offers = event_groups.offers(
        state, user, done={fact.kind for fact in dossier.history.facts}, recommended=recommended
    )
    return page(
        request,
        "cases/case_page.html",
        title=case.number,
        status=status,
        case=case,
        state=state,
        steps=steps(state),
        action=next_action.action(case.due_kind, case.stage, archived=case.archived_on is not None),
        deadlines=deadline_row.rows(state.deadlines, today=dossier.today, parties=dossier.party_names),
        timeline=entries(dossier.events, state, dossier.details()),
        offers=offers,
        next_offer=next((offer for offer in offers if offer.recommended), None),
        other_offers=list(event_groups.others(state, user)),
        may_pause=event_groups.may_pause(state, user),
        refusals=event_groups.refusals(state) if offers else [],
        acts=[(act, list(act_facts(act))) for act in dossier.acts],
        claims=list(claims(dossier)),
        parties=cards(dossier.parties, revealed=revealed),
        reveal_form=reveal_form or {},
        changes=list(ChangeLog.objects.filter(case=case).select_related("by")[:20]),
        former=list(case.assignments.filter(until__isnull=False).select_related("user")),
        links=links,
        papers=list(case.attachments.select_related("uploaded_by")),
        paper_form=paper_form or PaperForm(prefix=PAPER),
        may_upload=user.has_perm("cases.add_attachment"),
        joined=[one for one in links if one.joined],
        watched=saved_views.watched(request, [case.pk]),
        may_correct=user.has_perm("cases.handle_case"),
        may_retract=user.has_perm("cases.retract_event"),
        may_reveal=user.has_perm("cases.reveal_personal"),
    )


def claims(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What the application asks for beside the decision (第十三条、第七十二条)."""
    for fact in dossier.history.facts:
        if fact.kind is Kind.NORMATIVE_REVIEW_REQUESTED:
            yield _("附带审查"), fact.get("document") or _("未写明规范性文件")
        if fact.kind is Kind.RECEIVED and (amount := fact.get("compensation_requested")):
            yield _("请求赔偿"), _("%(amount)s 元") % {"amount": amount}


def act_facts(act: Act) -> Iterator[tuple[str, str]]:
    rows = (
        (_("种类"), act.get_kind_display()),
        (_("事项"), act.matter),
        (_("领域"), act.field),
        (_("名称"), act.title),
        (_("文书编号"), act.document_number),
        (_("作出日期"), day(act.made_on)),
        (_("送达日期"), day(act.served_on)),
        (_("知道日期"), day(act.known_on)),
        (_("请求履行日期"), day(act.requested_on)),
        (_("履行届满日"), day(act.duty_due_on)),
        (_("涉案金额"), f"{act.amount:,} 元" if act.amount is not None else ""),
        (_("涉及不动产"), _("是") if act.real_estate else ""),
    )
    return ((label, str(value)) for label, value in rows if value)
