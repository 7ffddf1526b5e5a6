"""材料: putting a paper into the file of a case, and taking a copy out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import papers
from cases.forms.paper import PaperForm
from cases.rules.errors import Malformed

from .case_page import PAPER, show
from .dossier import open_dossier
from .event_page import refused
from .who import user_of

HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
"""Whatever a paper holds, a browser neither guesses at it nor runs it."""


@permission_required("cases.add_attachment", raise_exception=True)
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = open_dossier(request, pk)
    form = PaperForm(request.POST, request.FILES, prefix=PAPER)
    if not form.is_valid():
        return show(request, dossier, paper_form=form, status=422)
    typed = form.cleaned_data
    try:
        row = papers.keep(
            dossier.case, typed["file"], title=typed["title"], volume=typed["volume"], by=user_of(request)
        )
    except Malformed as error:
        form.add_error("file", refused(error))
        return show(request, dossier, paper_form=form, status=422)
    messages.success(request, _("已上传%(title)s") % {"title": row.title})
    return redirect("admin:case_page", pk=pk)


@permission_required("cases.view_attachment", raise_exception=True)
@require_safe
def download(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    dossier = open_dossier(request, pk)
    row = get_object_or_404(dossier.case.attachments, pk=paper)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        messages.error(request, _("存储中没有“%(title)s”的文件，请系统管理员从备份恢复") % {"title": row.title})
        return show(request, dossier, status=404)
    return FileResponse(
        content, as_attachment=True, filename=papers.file_name(row), content_type=row.media_type, headers=HEADERS
    )
