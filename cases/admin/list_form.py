"""The filter bar above the list: what is chosen most often in the open, the rest one click away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cases import roles
from cases.forms.base import CaseForm, choice_field, date_field, term_choices, text_field
from cases.models import Code, User
from cases.rules.terms import Outcome, Procedure, Stage, State

from .who import user_of

RANGES = (("due", _("期限")), ("accepted", _("收件")), ("filed", _("立案")), ("concluded", _("办结")))
SWITCHES = ("open", "overdue", "waiting", "deeming", "provisional", "has_finding", "unassigned", "watched")
ALL = _("全部")


class ListForm(CaseForm):
    """Only draws the bar; `CaseFilter` reads the query string."""

    q = text_field(
        _("搜索"), "grow", attrs={"type": "search", "placeholder": _("案号、当事人、文号、身份证号"), "data-search": ""}
    )
    state = choice_field(_("状态"), term_choices(State), blank=ALL)
    stage = choice_field(_("阶段"), term_choices(Stage), blank=ALL)
    handler = choice_field(_("承办人"), (), blank=ALL)
    respondent_name = text_field(_("被申请人"), attrs={"data-combo": reverse_lazy("admin:agency_suggestions")})
    matter = choice_field(_("事项"), (), blank=ALL)
    field = choice_field(_("领域"), (), blank=ALL)
    outcome = choice_field(_("结案方式"), term_choices(Outcome), blank=ALL)
    procedure = choice_field(_("审理程序"), term_choices(Procedure), blank=ALL)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET or None, auto_id="f_%s")
        self.request = request
        self.choose("handler", handlers(request))
        codes = Code.objects.filter(list__in=("matter", "field"), active=True).order_by("order", "code")
        entries = list(codes.values_list("list", "code", "label"))
        for name in ("matter", "field"):
            self.choose(name, [(code, label) for list_, code, label in entries if list_ == name])
        for name, label in RANGES:
            self.fields[f"{name}_after"] = date_field(_("%s自") % label, "")
            self.fields[f"{name}_before"] = date_field(_("%s至") % label, "")

    def choose(self, name: str, options: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = [("", ALL), *options]  # type: ignore[attr-defined]

    @property
    def ranges(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(label, self[f"{name}_after"], self[f"{name}_before"]) for name, label in RANGES]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("matter", "field", "outcome", "procedure")]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the tabs and column heads chose: the bar carries it along."""
        params = self.request.GET
        return [(name, params[name]) for name in (*SWITCHES, "desk", "ordering") if params.get(name)]

    @property
    def more_in_use(self) -> bool:
        names = [field.name for field in self.more] + [
            f"{name}_{end}" for name, _label in RANGES for end in ("after", "before")
        ]
        return any(self.request.GET.get(name) for name in names)


def handlers(request: HttpRequest) -> list[tuple[int, str]]:
    """All who may have handled a case, those of imported registers among them."""
    return _named(_colleagues(request))


def assignable(request: HttpRequest) -> list[tuple[int, str]]:
    """Those to whom a case may be given: active accounts that may handle cases."""
    return _named(_colleagues(request).filter(roles.holders("handle_case")).distinct())


def _colleagues(request: HttpRequest) -> QuerySet[User]:
    people = User.objects.filter(organ__isnull=False)
    user = user_of(request)
    return people if user.is_superuser else people.filter(organ__in=user.organ_ids)


def _named(people: QuerySet[User]) -> list[tuple[int, str]]:
    named = people.order_by("-is_active", "name", "username").values_list("pk", "name", "username")
    return [(pk, name or username) for pk, name, username in named]
