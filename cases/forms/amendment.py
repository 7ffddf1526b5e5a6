"""Putting right what is not an event: a name, a telephone number, the dates of the contested act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.identity import read_credit_code, read_identity
from cases.models import Act, Case, Party
from cases.rules.terms import PartyType

from .application import PHONE, STATED
from .base import (
    CaseForm,
    choice_field,
    date_field,
    days_field,
    flag_field,
    refuse,
    shape,
    term_choices,
    text_field,
    version_field,
)

PAST = ("made_on", "served_on", "known_on", "remedy_known_on", "requested_on")


class AmendmentForm(CaseForm):
    """`names` are the columns; a form holds the present values, masked numbers excepted."""

    version = version_field()
    names: tuple[str, ...] = ()

    def __init__(self, row: Any, *args: Any, today: date, **kwargs: Any) -> None:
        self.row, self.today = row, today
        kwargs["initial"] = {**self.present(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["why"] = text_field(_("修改理由"), "w12", required=True, max_length=200)

    def present(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in self.names}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names if name in self.changed_data}


class TextsForm(AmendmentForm):
    names = ("request", "reasons", "external_ref")
    request = text_field(gettext_lazy("复议请求"), "w12", long=True)
    reasons = text_field(gettext_lazy("事实和理由"), "w12", long=True)
    external_ref = text_field(gettext_lazy("外部编号"), "w4", max_length=100)


class PartyAmendmentForm(AmendmentForm):
    """Secret numbers are not shown: an empty field leaves what is stored."""

    names = ("name", "type", "credit_code", "id_number", "phone", "address")
    secret = ("id_number", "phone", "address")
    name = text_field(gettext_lazy("姓名或者名称"), "w4", required=True, max_length=100)
    type = choice_field(gettext_lazy("类型"), term_choices(PartyType), "w4", attrs={"data-kind-switch": ""})
    credit_code = text_field(gettext_lazy("统一社会信用代码"), "w4", only="firm other", max_length=30)
    id_number = text_field(
        gettext_lazy("身份证号"), "w4", only="person", max_length=30, help_text=gettext_lazy("不填则保持原值")
    )
    phone = shape(
        forms.RegexField(
            PHONE,
            label=gettext_lazy("电话"),
            required=False,
            help_text=gettext_lazy("不填则保持原值"),
            error_messages={"invalid": gettext_lazy("电话只能由数字、空格和短横组成")},
        ),
        "w4",
    )
    address = text_field(gettext_lazy("地址"), "w8", help_text=gettext_lazy("不填则保持原值"))

    def present(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in self.names if name not in self.secret}

    def clean_id_number(self) -> str:
        return self._read("id_number", lambda text: read_identity(text, today=self.today).number)

    def clean_credit_code(self) -> str:
        return self._read("credit_code", read_credit_code)

    def _read(self, name: str, read: Any) -> str:
        text = self.cleaned_data[name]
        try:
            return str(read(text)) if text else ""
        except ValueError as error:
            raise refuse(str(error)) from None


class ActAmendmentForm(AmendmentForm):
    names = (
        "title",
        "document_number",
        *PAST,
        "duty_due_on",
        "remedy_stated",
        "amount",
        "limit_days",
        "real_estate",
    )
    title = text_field(gettext_lazy("行为名称"), "w8")
    document_number = text_field(gettext_lazy("文书编号"), "w4", max_length=100)
    made_on = date_field(gettext_lazy("作出日期"), "w4")
    served_on = date_field(gettext_lazy("送达申请人日期"), "w4")
    known_on = date_field(gettext_lazy("知道行为日期"), "w4")
    remedy_stated = choice_field(gettext_lazy("复议权利和期限"), STATED, "w4", blank="不详")
    remedy_known_on = date_field(gettext_lazy("知道权利和期限日期"), "w4")
    requested_on = date_field(gettext_lazy("请求履行职责日期"), "w4")
    duty_due_on = date_field(gettext_lazy("履行期限届满日"), "w4")
    amount = shape(
        forms.DecimalField(
            label=gettext_lazy("涉案金额（元）"),
            required=False,
            min_value=0,
            max_digits=16,
            decimal_places=2,
            error_messages={"invalid": gettext_lazy("请填写数字"), "min_value": gettext_lazy("金额不能为负数")},
        ),
        "w4",
    )
    limit_days = days_field(gettext_lazy("法律规定的较长申请期限（日）"), "w4")
    real_estate = flag_field(gettext_lazy("涉及不动产"), "w4")

    def present(self) -> dict[str, Any]:
        stated = self.row.remedy_stated
        return {**super().present(), "remedy_stated": "" if stated is None else str(stated).lower()}

    def clean_remedy_stated(self) -> bool | None:
        return {"true": True, "false": False}.get(self.cleaned_data["remedy_stated"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in PAST:
            if cleaned.get(name) and cleaned[name] > self.today:
                self.add_error(name, refuse(_("日期不能晚于今天")))
        return cleaned


FORMS: dict[type[Any], type[AmendmentForm]] = {Case: TextsForm, Party: PartyAmendmentForm, Act: ActAmendmentForm}
