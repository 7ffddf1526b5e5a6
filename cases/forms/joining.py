"""参加复议: somebody who is new to the case, or somebody of it who comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.application import PartyData
from cases.rules.facts import Fact
from cases.rules.terms import PartyType, Role

from .base import choice_field, refuse, term_choices, text_field
from .event import EventForm

ROLES = (Role.THIRD_PARTY, Role.APPLICANT, Role.REPRESENTATIVE, Role.AGENT)


class JoiningForm(EventForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "party" in self.fields:
            self.fields["party"].label = _("本案已有的当事人")
        last = {name: self.fields.pop(name) for name in ("note", "approver")}
        self.fields["new_name"] = text_field(_("新参加的人"), "w4", max_length=100)
        self.fields["new_role"] = choice_field(
            _("身份"), [(role.value, _(role.label)) for role in ROLES], "w4", blank=None
        )
        self.fields["new_type"] = choice_field(_("类型"), term_choices(PartyType), "w4", blank=None)
        self.fields.update(last)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("party")) == bool(cleaned.get("new_name")):
            self.add_error("new_name", refuse(_("请选择已有的当事人，或者填写新参加的人（二者填一）")))
        return cleaned

    @property
    def newcomers(self) -> Sequence[PartyData]:
        name = self.cleaned_data.get("new_name")
        if not name:
            return ()
        role, kind = Role(self.cleaned_data["new_role"]), PartyType(self.cleaned_data["new_type"])
        return (PartyData(role=role, name=name, type=kind),)

    def fact(self) -> Fact:
        """A newcomer is named by name: there is no number yet."""
        known = super().fact()
        if not self.newcomers:
            return known
        return Fact(known.kind, known.on, {**known.details, "party": self.newcomers[0].name})
