"""A paper to be put into the file of a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from cases.models import Attachment
from cases.papers import FORMATS

from .base import CaseForm, choice_field, shape, text_field


class PaperForm(CaseForm):
    file = shape(
        forms.FileField(
            label=gettext_lazy("文件"),
            widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in (*FORMATS, "jpeg"))}),
            help_text=gettext_lazy("PDF、docx、xlsx、JPG、PNG、TXT，不超过 20 MB"),
            error_messages={
                "required": gettext_lazy("请选择文件"),
                "missing": gettext_lazy("请选择文件"),
                "invalid": gettext_lazy("没有收到文件，请重新选择"),
                "empty": gettext_lazy("文件是空的，请重新选择"),
            },
        ),
        "w12",
    )
    title = text_field(gettext_lazy("名称"), "w8", help_text=gettext_lazy("不填的，用文件名"))
    volume = choice_field(gettext_lazy("卷别"), Attachment.Volume.choices, "w4", required=True, blank=None)
