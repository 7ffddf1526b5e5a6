"""What every form shares: messages beside the field, dates typed in the usual ways, no control characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.rules.terms import Term
from cases.validators import plain_line, plain_text

from .widgets import DateInput, Select, TextInput

DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
MAX_TEXT = 5000
LAST_DAY = "9999-12-31"
"""With it a browser takes four digits for the year and goes on to the month: 20260308 can be typed in one go."""


class FieldRenderer(DjangoTemplates):
    field_template_name = "cases/field.html"


RENDERER = FieldRenderer()
"""One for all forms: each has an engine of its own, whose templates are compiled once."""


class CaseForm(forms.Form):
    """A form whose checks are the server's, so that every message is a Chinese sentence beside its field."""

    default_renderer = RENDERER
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def shown(self) -> list[forms.BoundField]:
        return self.visible_fields()

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return self.visible_fields()


def shape(field: forms.Field, width: str = "", *, only: str = "", segmented: bool = False) -> forms.Field:
    """How a field stands on the page: its width, when it is shown, whether its choices stand in a row."""
    field.width = width  # type: ignore[attr-defined]
    field.only = only  # type: ignore[attr-defined]
    field.segmented = segmented  # type: ignore[attr-defined]
    return field


def date_field(label: Any, width: str = "w3", *, required: bool = False, only: str = "", **kwargs: Any) -> forms.Field:
    field = forms.DateField(
        label=label,
        required=required,
        input_formats=DATE_FORMATS,
        widget=DateInput(attrs={"type": "date", "max": LAST_DAY}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("请填写日期"),
            "invalid": gettext_lazy("日期无效，请按 2026-03-08 的样子填写"),
        },
        **kwargs,
    )
    return shape(field, width, only=only)


def text_field(
    label: Any, width: str = "", *, required: bool = False, only: str = "", long: bool = False, **kwargs: Any
) -> forms.Field:
    limit = kwargs.pop("max_length", MAX_TEXT if long else 200)
    attrs = kwargs.pop("attrs", {})
    field = forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": 4, **attrs}) if long else TextInput(attrs=attrs),
        validators=[plain_text if long else plain_line],
        error_messages={
            "required": gettext_lazy("请填写此项"),
            "max_length": gettext_lazy("最多 %(limit_value)d 个字，现有 %(show_value)d 个"),
        },
        **kwargs,
    )
    return shape(field, width, only=only)


def choice_field(
    label: Any,
    choices: Iterable[Any],
    width: str = "",
    *,
    required: bool = False,
    blank: Any = "—",
    **kwargs: Any,
) -> forms.Field:
    only, attrs, radio = kwargs.pop("only", ""), kwargs.pop("attrs", {}), kwargs.pop("radio", False)
    options = list(choices) if radio or blank is None else [("", blank), *choices]
    field = forms.ChoiceField(
        label=label,
        required=required,
        choices=options,
        widget=forms.RadioSelect(attrs=attrs) if radio else Select(attrs=attrs),
        error_messages={
            "required": gettext_lazy("请选择此项"),
            "invalid_choice": gettext_lazy("没有“%(value)s”这一选项，请重新选择"),
        },
        **kwargs,
    )
    return shape(field, width, only=only, segmented=radio)


def flag_field(label: Any, width: str = "", *, only: str = "", **kwargs: Any) -> forms.Field:
    return shape(forms.BooleanField(label=label, required=False, **kwargs), width, only=only)


def days_field(label: Any, width: str = "w3", *, required: bool = False, **kwargs: Any) -> forms.Field:
    messages = {
        "required": gettext_lazy("请填写天数"),
        "invalid": gettext_lazy("请填写整数"),
        "min_value": gettext_lazy("不少于 %(limit_value)d"),
        "max_value": gettext_lazy("不超过 %(limit_value)d"),
    }
    field = forms.IntegerField(
        label=label, required=required, min_value=1, max_value=36500, error_messages=messages, **kwargs
    )
    return shape(field, width)


def term_choices(terms: type[Term]) -> list[tuple[str, Any]]:
    return [(member.value, lazy(_, str)(member.label)) for member in terms]


def version_field() -> forms.Field:
    """The version of the case that the page showed: a stale one is refused."""
    messages = {
        "required": gettext_lazy("页面缺少案件版本，请刷新后重试"),
        "invalid": gettext_lazy("案件版本无效，请刷新后重试"),
    }
    return forms.IntegerField(min_value=0, widget=forms.HiddenInput, error_messages=messages)


def refuse(message: str, code: str = "invalid") -> ValidationError:
    return ValidationError(message, code=code)
