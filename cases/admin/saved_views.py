"""常用视图 and 关注: what somebody looks at again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.forms.saved_view import SavedViewForm
from cases.masks import masked
from cases.models import Case, SavedView, Watch

from .list_filter import ListFilter, known_query
from .who import user_of

MOST = 20
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Choice:
    view: SavedView
    current: bool

    @property
    def url(self) -> str:
        return f"?{self.view.query or 'all=1'}"


def choices(request: HttpRequest) -> list[Choice]:
    now = known_query(request.GET)
    return [Choice(view, view.query == now) for view in views(request)]


def default(request: HttpRequest, found: list[Choice]) -> str:
    """Where the bare address of the list leads. `all=1` stays with everything."""
    if request.META.get("QUERY_STRING"):
        return ""
    chosen = next((choice for choice in found if choice.view.default), None)
    return reverse("admin:case_list") + chosen.url if chosen else ""


def views(request: HttpRequest) -> Any:
    return SavedView.objects.filter(user=user_of(request).pk)


# ---------- keeping one ----------


@permission_required("cases.view_case", raise_exception=True)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """The selection of the address it is sent to; the same name again replaces what it stood for."""
    query, form = known_query(request.GET), SavedViewForm(request.POST)
    error = refusal(request, query, form)
    if error:
        messages.error(request, error)
    else:
        keep(request, query, form)
        messages.success(request, _("已保存视图“%(name)s”") % {"name": form.cleaned_data["name"]})
    return redirect(f"{reverse('admin:case_list')}?{query or 'all=1'}")


def refusal(request: HttpRequest, query: str, form: SavedViewForm) -> str:
    if not form.is_valid():
        return _("视图没有保存：名称%(why)s") % {"why": form.errors.get("name", [_("有误")])[0]}
    if not ListFilter(QueryDict(query), request=request).form.is_valid() or len(query) > LONGEST:
        return _("视图没有保存：筛选条件有误，请先改正。")
    if masked(QueryDict(query).get("q", "")) != QueryDict(query).get("q", ""):
        return _("视图没有保存：条件中有证件号或者电话，请用姓名或者案号。")
    others = views(request).exclude(name=form.cleaned_data["name"])
    return _("视图已达 %(n)s 个，请先删除不用的。") % {"n": MOST} if others.count() >= MOST else ""


@transaction.atomic
def keep(request: HttpRequest, query: str, form: SavedViewForm) -> None:
    chosen = form.cleaned_data
    if chosen["default"]:
        views(request).update(default=False)
    SavedView.objects.update_or_create(
        user=user_of(request), name=chosen["name"], defaults={"query": query, "default": chosen["default"]}
    )


@permission_required("cases.view_case", raise_exception=True)
@require_POST
def change(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    view = views(request).filter(pk=pk).first()
    if view is None or deed not in ("delete", "default", "plain"):
        raise Http404
    if deed == "delete":
        view.delete()
        messages.success(request, _("已删除视图“%(name)s”") % {"name": view.name})
    else:
        make_default(request, view if deed == "default" else None)
    return redirect(f"{reverse('admin:case_list')}?all=1")


@transaction.atomic
def make_default(request: HttpRequest, view: SavedView | None) -> None:
    views(request).update(default=False)
    if view:
        views(request).filter(pk=view.pk).update(default=True)
        messages.success(request, _("案件列表以后先显示“%(name)s”") % {"name": view.name})
    else:
        messages.success(request, _("案件列表以后先显示全部案件"))


# ---------- watching ----------


@permission_required("cases.view_case", raise_exception=True)
@require_POST
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """One press watches, the next one does not."""
    case = Case.objects.visible_to(user_of(request)).filter(pk=pk).only("pk", "number").first()
    if case is None:
        raise Http404
    row, made = Watch.objects.get_or_create(user=user_of(request), case=case)
    if not made:
        row.delete()
    sentence = _("已关注%(number)s") if made else _("不再关注%(number)s")
    messages.success(request, sentence % {"number": case.number})
    return redirect(back(request, case))


def back(request: HttpRequest, case: Case) -> str:
    asked = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if inside else reverse("admin:case_page", args=[case.pk])


def watched(request: HttpRequest, cases: list[int]) -> set[int]:
    return set(Watch.objects.filter(user=user_of(request).pk, case__in=cases).values_list("case", flat=True))
