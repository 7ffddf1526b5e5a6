"""收件登记: what is typed when an application is taken in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.identity import read_credit_code, read_identity
from cases.models import Act, Agency, Code
from cases.rules.terms import Channel, PartyType, Role

from .base import CaseForm, choice_field, date_field, days_field, flag_field, refuse, shape, term_choices, text_field
from .paper import papers_field

ROLES = (Role.APPLICANT, Role.REPRESENTATIVE, Role.AGENT, Role.THIRD_PARTY)
PHONE = r"^[0-9+][0-9\- ]{2,19}$"
STATED = (("true", gettext_lazy("已告知")), ("false", gettext_lazy("未告知")))


class ApplicationForm(CaseForm):
    """Everything but the parties. `token` makes a double submission one case."""

    token = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": gettext_lazy("页面已失效，请刷新后重新填写")}
    )
    draft = forms.IntegerField(widget=forms.HiddenInput, required=False)
    received_on = date_field(gettext_lazy("收件日期"), required=True)
    channel = choice_field(gettext_lazy("收件方式"), term_choices(Channel), "w6", required=True, radio=True)
    posted_on = date_field(gettext_lazy("邮戳日期"), help_text=gettext_lazy("期限届满前交邮的，不算过期"))
    external_ref = text_field(gettext_lazy("外部编号"), "w3", max_length=100)

    respondent = text_field(
        gettext_lazy("被申请人"),
        "w6",
        required=True,
        max_length=100,
        attrs={"data-combo": reverse_lazy("admin:agency_suggestions")},
        help_text=gettext_lazy("键入名称或者简称，从名录中选择"),
    )
    other_respondent = text_field(
        gettext_lazy("共同被申请人"),
        "w6",
        max_length=100,
        attrs={"data-combo": reverse_lazy("admin:agency_suggestions")},
    )

    kind = choice_field(gettext_lazy("种类"), Act.Kind.choices, "w6", radio=True, required=True)
    matter = choice_field(gettext_lazy("申请复议事项"), (), "w3", required=True)
    field = choice_field(gettext_lazy("行政管理领域"), (), "w3")
    title = text_field(gettext_lazy("行为名称"), "w6", attrs={"placeholder": gettext_lazy("如：行政处罚决定书")})
    document_number = text_field(gettext_lazy("文书编号"), "w6", max_length=100)
    made_on = date_field(gettext_lazy("作出日期"))
    served_on = date_field(gettext_lazy("送达申请人日期"))
    known_on = date_field(gettext_lazy("知道行为日期"), help_text=gettext_lazy("不填的，以送达日期为准"))
    remedy_stated = choice_field(gettext_lazy("复议权利和期限"), STATED, "w3", blank="不详")
    remedy_known_on = date_field(gettext_lazy("知道权利和期限日期"))
    requested_on = date_field(gettext_lazy("请求履行职责日期"))
    duty_due_on = date_field(gettext_lazy("履行期限届满日"))
    amount = shape(
        forms.DecimalField(
            label=gettext_lazy("涉案金额（元）"),
            required=False,
            min_value=0,
            max_digits=16,
            decimal_places=2,
            error_messages={"invalid": gettext_lazy("请填写数字"), "min_value": gettext_lazy("金额不能为负数")},
        ),
        "w3",
    )
    limit_days = days_field(gettext_lazy("法律规定的较长申请期限（日）"))
    real_estate = flag_field(gettext_lazy("涉及不动产"), "w3")

    request = text_field(gettext_lazy("复议请求"), "w6", required=True, long=True)
    reasons = text_field(gettext_lazy("事实和理由"), "w6", long=True)
    normative_document = text_field(
        gettext_lazy("附带审查的规范性文件"),
        "w6",
        help_text=gettext_lazy("申请人一并请求审查的，填写名称和文号（第十三条）"),
    )
    compensation_requested = shape(
        forms.DecimalField(
            label=gettext_lazy("请求赔偿数额（元）"),
            required=False,
            min_value=Decimal("0.01"),
            max_digits=16,
            decimal_places=2,
            error_messages={
                "invalid": gettext_lazy("请填写数字"),
                "min_value": gettext_lazy("请填写大于零的金额；没有请求赔偿的，不填"),
                "max_digits": gettext_lazy("金额过大，请核对"),
                "max_whole_digits": gettext_lazy("金额过大，请核对"),
                "max_decimal_places": gettext_lazy("最多两位小数"),
            },
        ),
        "w6",
    )
    applicants_count = days_field(gettext_lazy("申请人总数"), help_text=gettext_lazy("多于所列人数时填写"))
    lead = choice_field(gettext_lazy("主办"), (), "w3")
    second = choice_field(gettext_lazy("协办"), (), "w3")
    papers = papers_field()
    confirmed = flag_field(gettext_lazy("已核对，不是重复申请，仍然登记"), "w12")

    def __init__(
        self, *args: Any, today: date, codes: Mapping[str, list[Code]], handlers: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        self.today, self.codes = today, codes
        kwargs["initial"] = {
            "token": uuid.uuid4(),
            "received_on": today,
            "channel": Channel.IN_PERSON.value,
            "kind": Act.Kind.DECISION.value,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        for name in ("matter", "field"):
            self.fields[name].choices = [("", "—"), *((code.code, code.label) for code in codes[name])]  # type: ignore[attr-defined]
        for name in ("lead", "second"):
            self.fields[name].choices = [("", "—"), *handlers]  # type: ignore[attr-defined]
        for name in ("received_on", "posted_on", "made_on", "served_on", "known_on", "requested_on"):
            self.fields[name].widget.attrs["max"] = today.isoformat()

    def clean_respondent(self) -> Agency:
        return agency_named(self.cleaned_data["respondent"])

    def clean_other_respondent(self) -> Agency | None:
        name = self.cleaned_data["other_respondent"]
        return agency_named(name) if name else None

    def clean_matter(self) -> Code | None:
        return self._code("matter")

    def clean_field(self) -> Code | None:
        return self._code("field")

    def clean_remedy_stated(self) -> bool | None:
        return {"true": True, "false": False}.get(self.cleaned_data["remedy_stated"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("received_on", "posted_on", "made_on", "served_on", "known_on", "requested_on", "remedy_known_on"):
            value = cleaned.get(name)
            if value and value > self.today:
                self.add_error(name, refuse(_("日期不能晚于今天")))
        self._in_order(cleaned, "posted_on", "received_on", _("邮戳日期不能晚于收件日期"))
        self._in_order(cleaned, "made_on", "received_on", _("作出日期不能晚于收件日期"))
        self._in_order(cleaned, "made_on", "served_on", _("作出日期不能晚于送达日期"))
        if cleaned.get("lead") and cleaned.get("lead") == cleaned.get("second"):
            self.add_error("second", refuse(_("主办与协办不能是同一人")))
        return cleaned

    def _in_order(self, cleaned: dict[str, Any], first: str, last: str, message: str) -> None:
        if cleaned.get(first) and cleaned.get(last) and cleaned[first] > cleaned[last]:
            self.add_error(first, refuse(message))

    def _code(self, name: str) -> Code | None:
        chosen = self.cleaned_data[name]
        return next((code for code in self.codes[name] if code.code == chosen), None)


class PartyForm(CaseForm):
    """One person or organisation of the application."""

    role = choice_field(gettext_lazy("身份"), [(role.value, _(role.label)) for role in ROLES], "w2", blank=None)
    type = choice_field(gettext_lazy("类型"), term_choices(PartyType), "w2", blank=None, attrs={"data-kind-switch": ""})
    name = text_field(gettext_lazy("姓名或者名称"), "w4", required=True, max_length=100)
    id_number = text_field(
        gettext_lazy("身份证号"), "w4", only="person", max_length=30, attrs={"autocomplete": "off", "inputmode": "text"}
    )
    credit_code = text_field(
        gettext_lazy("统一社会信用代码"), "w4", only="firm other", max_length=30, attrs={"autocomplete": "off"}
    )
    phone = shape(
        forms.RegexField(
            PHONE,
            label=gettext_lazy("电话"),
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
            error_messages={"invalid": gettext_lazy("电话只能由数字、空格和短横组成")},
        ),
        "w4",
    )
    address = text_field(gettext_lazy("地址"), "w8", attrs={"autocomplete": "off"})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_id_number(self) -> str:
        return self._read("id_number", lambda text: read_identity(text, today=self.today).number)

    def clean_credit_code(self) -> str:
        return self._read("credit_code", read_credit_code)

    def _read(self, name: str, read: Any) -> str:
        text = self.cleaned_data[name]
        is_person = self.data.get(self.add_prefix("type")) == PartyType.PERSON
        if not text or is_person != (name == "id_number"):
            return ""
        try:
            return str(read(text))
        except ValueError as error:
            raise refuse(str(error)) from None


class PartyFormSet(forms.BaseFormSet):
    default_renderer = CaseForm.default_renderer

    def clean(self) -> None:
        kept = [form for form in self.forms if form not in self.deleted_forms and form.is_valid()]
        if not any(form.cleaned_data.get("role") == Role.APPLICANT for form in kept) and not any(self.errors):
            raise refuse(_("至少须有一名申请人"))


Parties = forms.formset_factory(
    PartyForm, formset=PartyFormSet, extra=0, min_num=1, validate_min=False, max_num=50, can_delete=True
)


def agency_named(name: str) -> Agency:
    """The agency by its full or short name or code. Raises ValidationError where the directory has none."""
    words = name.strip()
    found = list(
        Agency.objects.filter(Q(name=words) | Q(short_name=words) | Q(code=words)).order_by("valid_to", "pk")[:2]
    )
    if not found:
        raise refuse(_("名录中没有“%(name)s”，请从提示中选择；确需增加的，请在行政机关名录中登记") % {"name": words})
    return found[0]
