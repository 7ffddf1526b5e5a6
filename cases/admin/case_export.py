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
        messages.error(request, too_many())
        return back(request)
    log(request, "；".join(words(found)), format, len(keys))
    return answer(keys, format)


def too_many() -> str:
    sentence = _("符合条件的案件超过 %(n)s 件，一次导不出这么多。请先用筛选条件缩小范围，例如按收件日期分年导出。")
    return sentence % {"n": f"{selection.MOST:,}"}


def back(request: HttpRequest) -> HttpResponseBase:
    return redirect(f"{reverse('admin:case_list')}?{request.GET.urlencode()}")


def answer(keys: list[int], format: str) -> HttpResponseBase:
    """X-Rows tells the page how many rows come, so that it can say how far it is."""
    today = clock.today()
    name = f"{_('案件')}-{today:%Y%m%d}.{format}"
    rows, count = selection.rows(keys, today=today), {"X-Rows": str(len(keys))}
    if format == "xlsx":
        return FileResponse(as_xlsx(rows), as_attachment=True, filename=name, content_type=TYPES[format], headers=count)
    disposition = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return StreamingHttpResponse(as_csv(rows), content_type=TYPES[format], headers={**disposition, **count})


def log(request: HttpRequest, chosen: str, format: str, rows: int) -> None:
    """Before the file is made: what cannot be logged is not handed out. chosen: which cases, in words."""
    ExportLog.objects.create(
        user=user_of(request),
        format=format,
        filters=masked(chosen)[:LONGEST],
        rows=rows,
        address=request.META.get("REMOTE_ADDR") or None,
    )


def words(found: ListFilter) -> Iterator[str]:
    for name, filter_ in found.filters.items():
        value = found.form.cleaned_data.get(name)
        if value not in (None, "", []):
            yield f"{filter_.label}：{' '.join(spoken(value, filter_).split())}"
