"""Several cases of the list at once: other handlers, seen before they are saved, and a list to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import clock, record, roles, work_row
from cases.forms.bulk import ReassignForm
from cases.models import Case, User
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.facts import Fact
from cases.rules.terms import Kind

from .frame import page
from .who import user_of

MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A case before and after; `seen` is the version that the page showed."""

    case: Case
    seen: int
    lead: User | None = None
    second: User | None = None
    error: str = ""
    done: bool = False

    @property
    def changes(self) -> bool:
        return (self.lead, self.second) != (self.case.handler, self.case.second)


# ---------- choosing ----------


def chosen(request: HttpRequest, keys: list[str]) -> list[Case]:
    """Of what was ticked, what the user may see; in the order of the list."""
    numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19}
    return list(Case.objects.visible_to(user_of(request)).with_names().filter(pk__in=numbers).by_due())


def refusal(keys: list[str]) -> str:
    if not keys:
        return _("请先在列表中勾选案件")
    if len(keys) > MOST:
        return _("一次最多 %(most)s 件，现已勾选 %(n)s 件，请分批办理") % {"most": MOST, "n": len(keys)}
    return ""


def people(cases: list[Case]) -> list[tuple[int, str]]:
    """Who may handle all of them: active accounts of their organ."""
    organs = {case.organ_id for case in cases}
    if len(organs) != 1:
        return []
    found = User.objects.filter(roles.holders("handle_case"), organ__in=organs)
    return [(user.pk, str(user)) for user in found.distinct().order_by("name", "username")]


# ---------- other handlers ----------


@permission_required("cases.assign_case", raise_exception=True)
@require_POST
def reassign(request: HttpRequest) -> HttpResponse:
    """Three steps at one address: whom to, what that changes, what came of it."""
    keys = request.POST.getlist("case")
    error = refusal(keys)
    if error:
        messages.error(request, error)
        return redirect("admin:case_list")
    cases = chosen(request, keys)
    step = request.POST.get("step", "")
    form = ReassignForm(people(cases), request.POST if step else None)
    seen = versions(request, cases)
    if not step or not form.is_valid():
        rows = [Row(case, seen[case.pk], case.handler, case.second) for case in cases]
        return show(request, rows, form, step="choose", status=422 if step else 200)
    rows = planned(cases, seen, form)
    if step != "save":
        return show(request, rows, form, step="preview")
    return show(request, [saved(request, row, form) if row.changes else row for row in rows], form, step="result")


def versions(request: HttpRequest, cases: list[Case]) -> dict[int, int]:
    """What each page before this one showed goes along: who was faster in between is not overwritten."""
    found = {case.pk: case.version for case in cases}
    for case in cases:
        given = request.POST.get(f"version-{case.pk}", "")
        if given.isascii() and given.isdigit() and len(given) < 10:
            found[case.pk] = int(given)
    return found


def planned(cases: list[Case], seen: dict[int, int], form: ReassignForm) -> list[Row]:
    users = User.objects.in_bulk(form.details.values())
    rows = []
    for case in cases:
        lead = users.get(form.details.get("lead", 0), case.handler)
        second = users.get(form.details.get("second", 0), case.second)
        rows.append(Row(case, seen[case.pk], lead, None if second == lead else second))
    return rows


def saved(request: HttpRequest, row: Row, form: ReassignForm) -> Row:
    """Each case is recorded as a whole or not at all; one that is refused does not hold up the others."""
    day: date = form.cleaned_data["on"]
    try:
        fact = Fact(Kind.ASSIGNED, day, form.details)
        record.record(row.case, [fact], by=user_of(request), version=row.seen)
    except (record.Conflict, RuleViolation, Malformed) as error:
        sentence = getattr(error, "message", "") or str(error) or _("案件已被他人更新，请刷新后重试")
        return Row(row.case, row.seen, row.lead, row.second, error=sentence)
    return Row(row.case, row.seen, row.lead, row.second, done=True)


def show(request: HttpRequest, rows: list[Row], form: ReassignForm, *, step: str, status: int = 200) -> HttpResponse:
    return page(
        request,
        "cases/reassign.html",
        title=_("批量改派"),
        status=status,
        rows=rows,
        form=form,
        step=step,
        done=sum(row.done for row in rows),
        failed=sum(bool(row.error) for row in rows),
        same=sum(not row.changes for row in rows),
        changing=sum(row.changes for row in rows),
    )


# ---------- a list to print ----------


@permission_required("cases.view_case", raise_exception=True)
@require_safe
def print_list(request: HttpRequest) -> HttpResponse:
    keys = (request.POST or request.GET).getlist("case")
    error = refusal(keys)
    if error:
        messages.error(request, error)
        return redirect("admin:case_list")
    rows = work_row.rows(chosen(request, keys), today=clock.today())
    return page(request, "cases/print_list.html", title=_("案件清单"), rows=rows)
