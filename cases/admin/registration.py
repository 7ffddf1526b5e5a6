"""收件登记: one page from the counter to a numbered case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import clock, papers, record
from cases.forms.application import ApplicationForm, Parties, PartyFormSet
from cases.forms.intake import first_facts, read_application
from cases.models import Case, Code, Draft, IdempotencyKey
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.terms import PartyType, Role

from . import drafts
from .earlier_cases import Earlier, earlier_cases
from .event_page import refused
from .frame import page
from .list_form import assignable
from .who import user_of

MALFORMED, IMPOSSIBLE, REPEATED = 400, 422, 409


@permission_required("cases.register_case", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        draft = drafts.chosen(request)
        return show(request, *forms(request, draft.querydict if draft else None, bound=False), draft=draft)
    form, parties = forms(request, request.POST, files=request.FILES)
    if not (form.is_valid() & parties.is_valid()):
        return show(request, form, parties, status=IMPOSSIBLE)
    if done := already_done(request, form):
        return redirect("admin:case_page", pk=done.pk)
    repeated = duplicates(request, form, parties)
    if repeated and not form.cleaned_data["confirmed"]:
        return show(request, form, parties, repeated=repeated, status=REPEATED)
    return save(request, form, parties)


def save(request: HttpRequest, form: ApplicationForm, parties: PartyFormSet) -> HttpResponse:
    user = user_of(request)
    if user.organ is None:
        raise PermissionDenied
    organ = user.organ
    try:
        application, facts = read_application(form, kept(parties)), first_facts(form)
        case = open_once(request, form, lambda: record.open_case(organ, application, facts, by=user))
    except (RuleViolation, Malformed) as error:
        form.add_error(None, refused(error))
        return show(request, form, parties, status=MALFORMED if isinstance(error, Malformed) else IMPOSSIBLE)
    drafts.discard(request, form.cleaned_data["draft"])
    put_in_file(request, case, form.cleaned_data["papers"])
    messages.success(request, _("已登记 %(number)s") % {"number": case.number})
    return redirect("admin:case_page", pk=case.pk)


def put_in_file(request: HttpRequest, case: Case, uploads: Sequence[UploadedFile]) -> None:
    """The case stands before its papers do: one that cannot be kept is named, to be uploaded on the case page."""
    for upload in uploads:
        try:
            papers.keep(case, upload, title="", by=user_of(request))
        except (Malformed, OSError) as error:
            why = error.message if isinstance(error, Malformed) else _("存储暂时不可用")
            told = _("已登记，但“%(name)s”没有保存：%(why)s。请在案件页的“材料”中上传")
            messages.error(request, told % {"name": upload.name, "why": why})


def open_once(request: HttpRequest, form: ApplicationForm, opening: Any) -> Case:
    """The second of two equal submissions, however close, finds the case of the first."""
    token = key(form)
    try:
        with transaction.atomic():
            claim = IdempotencyKey.objects.create(user=user_of(request), key=token, request_hash=digest(request))
            claim.case = opening()
            claim.save(update_fields=["case"])
            return claim.case
    except IntegrityError:
        done = already_done(request, form)
        if done is None:
            raise
        return done


def key(form: ApplicationForm) -> str:
    return f"registration:{form.cleaned_data['token']}"


def digest(request: HttpRequest) -> str:
    return hashlib.sha256(request.POST.urlencode().encode()).hexdigest()


def already_done(request: HttpRequest, form: ApplicationForm) -> Case | None:
    row = IdempotencyKey.objects.filter(user=user_of(request), key=key(form)).select_related("case").first()
    return row.case if row else None


def forms(
    request: HttpRequest, data: QueryDict | None, *, bound: bool = True, files: Any = None
) -> tuple[ApplicationForm, PartyFormSet]:
    """A draft fills the forms without being judged: messages come when it is submitted."""
    codes = list(Code.objects.filter(list__in=("matter", "field"), active=True).order_by("order", "code"))
    by_list = {name: [code for code in codes if code.list == name] for name in ("matter", "field")}
    today, people = clock.today(), assignable(request)
    initial = drafts.initial(data) if data is not None and not bound else {}
    lead = {} if user_of(request).has_perm("cases.assign_case") else {"lead": user_of(request).pk}
    form = ApplicationForm(
        data if bound else None, files, today=today, codes=by_list, handlers=people, initial={**lead, **initial}
    )
    first = {"role": Role.APPLICANT.value, "type": PartyType.PERSON.value}
    rows = (drafts.parties(data) if data is not None and not bound else []) or [first]
    parties: Any = Parties(data if bound else None, prefix="party", initial=rows, form_kwargs={"today": today})
    parties.min_num = 0 if len(rows) > 1 else 1
    return form, parties


def kept(parties: PartyFormSet) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in parties.forms if form not in parties.deleted_forms and form.cleaned_data]


def duplicates(request: HttpRequest, form: ApplicationForm, parties: PartyFormSet) -> list[Earlier]:
    found = earlier_cases(request, form.cleaned_data, kept(parties))
    return [earlier for earlier in found if earlier.is_duplicate]


def show(
    request: HttpRequest,
    form: ApplicationForm,
    parties: PartyFormSet,
    *,
    draft: Any = None,
    repeated: list[Earlier] | None = None,
    status: int = 200,
) -> HttpResponse:
    if repeated:
        numbers = "、".join(earlier.case.number for earlier in repeated)
        form.add_error(
            "confirmed",
            ValidationError(_("可能重复：%(numbers)s。确认不是同一申请的，勾选后再保存") % {"numbers": numbers}),
        )
    return page(
        request,
        "cases/registration.html",
        title=_("收件登记"),
        status=status,
        form=form,
        parties=parties,
        repeated=repeated,
        draft=draft,
        drafts=list(Draft.objects.filter(user=user_of(request)).defer("content")[:5]) if not form.is_bound else [],
    )
