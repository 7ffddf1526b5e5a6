"""应诉登记: a lawsuit as its notice says, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import clock
from cases.models import Case, Litigation, User

from .base import CaseForm, choice_field, date_field, flag_field, refuse, text_field

FIELDS = (
    "number",
    "court",
    "instance",
    "plaintiff",
    "defendant",
    "received_on",
    "heard_on",
    "ended_on",
    "result",
    "note",
    "after_reconsideration",
)
APPEARED = [("yes", gettext_lazy("出庭")), ("no", gettext_lazy("未出庭"))]


class LitigationForm(CaseForm):
    number = text_field(gettext_lazy("法院案号"), "w6", max_length=100)
    court = text_field(gettext_lazy("法院"), "w6", required=True, max_length=100)
    instance = choice_field(gettext_lazy("审级"), Litigation.Instance.choices, "w3", required=True, blank=None)
    received_on = date_field(gettext_lazy("收到应诉通知"), "w3", required=True)
    heard_on = date_field(gettext_lazy("开庭"), "w3")
    ended_on = date_field(gettext_lazy("裁判"), "w3")
    plaintiff = text_field(gettext_lazy("原告"), "w6", max_length=200)
    defendant = text_field(gettext_lazy("被告"), "w6", max_length=200)
    case_number = text_field(
        gettext_lazy("复议案号"), "w6", max_length=64, help_text=gettext_lazy("经过复议的，填写本机关的案号")
    )
    after_reconsideration = flag_field(gettext_lazy("经过复议"), "w3")
    head = choice_field(gettext_lazy("负责人出庭"), APPEARED, "w3", blank=gettext_lazy("未填"))
    result = text_field(gettext_lazy("裁判结果"), "w12", max_length=200)
    note = text_field(gettext_lazy("备注"), "w12", long=True, max_length=500, attrs={"rows": 2})

    def __init__(self, user: User, row: Litigation | None, *args: Any, **kwargs: Any) -> None:
        self.user, self.row = user, row or Litigation(organ=user.organ)
        super().__init__(*args, initial=typed(self.row) if row else {"instance": "first"}, **kwargs)

    def clean_case_number(self) -> Case | None:
        number = self.cleaned_data["case_number"].strip()
        if not number:
            return None
        found = Case.objects.visible_to(self.user).filter(organ=self.row.organ, number=number).first()
        if found is None:
            raise refuse(_("没有找到案号为“%(number)s”的案件，请核对") % {"number": number})
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        received, today = cleaned.get("received_on"), clock.today()
        if received and received > today:
            self.add_error("received_on", refuse(_("不能晚于今天")))
        if received and cleaned.get("heard_on") and cleaned["heard_on"] < received:
            self.add_error("heard_on", refuse(_("不能早于收到应诉通知的日期")))
        if received and cleaned.get("ended_on") and cleaned["ended_on"] < received:
            self.add_error("ended_on", refuse(_("不能早于收到应诉通知的日期")))
        if cleaned.get("ended_on") and cleaned["ended_on"] > today:
            self.add_error("ended_on", refuse(_("不能晚于今天")))
        if not self.errors:
            self._fill(cleaned)
        return cleaned

    def _fill(self, cleaned: dict[str, Any]) -> None:
        """The row as it would be; what the table forbids is said beside the field that broke it.

        A lawsuit without a number is like no other: on PostgreSQL the condition of uniqueness fails to say so.
        """
        for name in FIELDS:
            setattr(self.row, name, cleaned[name])
        self.row.case = cleaned["case_number"]
        self.row.after_reconsideration = cleaned["after_reconsideration"] or self.row.case is not None
        self.row.head_appeared = {"yes": True, "no": False}.get(cleaned["head"])
        try:
            self.row.validate_constraints(exclude=None if self.row.number else {"number"})
        except forms.ValidationError as error:
            self.add_error("number" if self.row.number else None, refuse(" ".join(error.messages)))


def typed(row: Litigation) -> dict[str, Any]:
    appeared = {True: "yes", False: "no", None: ""}[row.head_appeared]
    known = {name: getattr(row, name) for name in FIELDS}
    return {**known, "head": appeared, "case_number": row.case.number if row.case else ""}


class LitigationFilterForm(CaseForm):
    q = text_field(
        gettext_lazy("搜索"),
        "grow",
        attrs={"type": "search", "placeholder": gettext_lazy("法院案号、法院、当事人、复议案号"), "data-search": ""},
    )
    instance = choice_field(gettext_lazy("审级"), Litigation.Instance.choices, blank=gettext_lazy("全部"))
    standing = choice_field(
        gettext_lazy("进度"),
        [("open", gettext_lazy("审理中")), ("ended", gettext_lazy("已裁判"))],
        blank=gettext_lazy("全部"),
    )
    after = choice_field(
        gettext_lazy("经过复议"), [("yes", gettext_lazy("是")), ("no", gettext_lazy("否"))], blank=gettext_lazy("全部")
    )
    received_after = date_field(gettext_lazy("收到自"), "")
    received_before = date_field(gettext_lazy("收到至"), "")
