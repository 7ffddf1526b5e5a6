"""Another case that belongs to this one, by its number."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, Link, User

from .base import CaseForm, choice_field, refuse, text_field, version_field

KINDS = (
    (Link.Kind.JOINED.value, gettext_lazy("并案审理")),
    (Link.Kind.RELATED.value, gettext_lazy("关联")),
    (Link.Kind.REOPENED.value, gettext_lazy("本案是该案之后的重新申请")),
)


class LinkForm(CaseForm):
    version = version_field()
    kind = choice_field(gettext_lazy("关系"), KINDS, "w4", required=True)
    number = text_field(gettext_lazy("对应案号"), "w4", required=True, max_length=64)
    note = text_field(gettext_lazy("说明"), "w12", max_length=200)

    def __init__(self, case: Case, user: User, *args: Any, **kwargs: Any) -> None:
        self.case, self.user = case, user
        super().__init__(*args, **kwargs)

    def clean_number(self) -> Case:
        """A case of another organ is as unknown as one that does not exist."""
        number = self.cleaned_data["number"].strip()
        found = Case.objects.visible_to(self.user).filter(organ=self.case.organ_id, number=number).first()
        if found is None:
            raise refuse(_("没有找到案号为“%(number)s”的案件，请核对") % {"number": number})
        if found.pk == self.case.pk:
            raise refuse(_("案件不能与自身关联"))
        return found
