"""The case list as a file: by POST, because who takes cases out leaves a trace."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import clock
from cases.exports import selection
from cases.exports.delimited import as_csv
from cases.exports.workbook import as_xlsx
from cases.masks import masked
from cases.models import Case, ExportLog

from .case_list import spoken
from .list_filter import ListFilter
from .who import user_of

LONGEST = 500
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@permission_required("cases.export_cases", raise_exception=True)
@require_POST
def export(request: HttpRequest, format: str) -> HttpResponseBase:
    """What the list shows for the same address: the same filters, the same scope, the same order."""
    if format not in TYPES:
        raise Http404
    found = ListFilter(request.GET, queryset=Case.objects.visible_to(user_of(request)), request=request)
    if not found.form.is_valid():
        return back(request)
    try:
        keys = selection.chosen(found.qs)
    except selection.TooMany:
        sentence = _("符合条件的案件超过 %(n)s 件，一次导不出这么多。请先用筛选条件缩小范围，例如按收件日期分年导出。")
        messages.error(request, sentence % {"n": f"{selection.MOST:,}"})
        return back(request)
    log(request, found, format, len(keys))
    return answer(keys, format)


def back(request: HttpRequest) -> HttpResponseBase:
    return redirect(f"{reverse('admin:case_list')}?{request.GET.urlencode()}")


def answer(keys: list[int], format: str) -> HttpResponseBase:
    today = clock.today()
    name = f"{_('案件')}-{today:%Y%m%d}.{format}"
    rows = selection.rows(keys, today=today)
    if format == "xlsx":
        return FileResponse(as_xlsx(rows), as_attachment=True, filename=name, content_type=TYPES[format])
    disposition = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return StreamingHttpResponse(as_csv(rows), content_type=TYPES[format], headers=disposition)


def log(request: HttpRequest, found: ListFilter, format: str, rows: int) -> None:
    """Before the file is made: what cannot be logged is not handed out."""
    ExportLog.objects.create(
        user=user_of(request),
        format=format,
        filters=masked("；".join(words(found)))[:LONGEST],
        rows=rows,
        address=request.META.get("REMOTE_ADDR") or None,
    )


def words(found: ListFilter) -> Iterator[str]:
    for name, filter_ in found.filters.items():
        value = found.form.cleaned_data.get(name)
        if value not in (None, "", []):
            yield f"{filter_.label}：{' '.join(spoken(value, filter_).split())}"
