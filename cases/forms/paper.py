"""A paper to be put into the file of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import papers
from cases.models import Attachment
from cases.papers import FORMATS
from cases.rules.errors import Malformed

from .base import CaseForm, choice_field, refuse, shape, text_field

ACCEPT = ",".join(f".{ending}" for ending in (*FORMATS, "jpeg"))


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class PapersField(forms.FileField):
    """Several papers at once; one that is not accepted is named, and none is kept."""

    def clean(self, data: Sequence[UploadedFile], initial: Any = None) -> list[UploadedFile]:
        for upload in data or ():
            try:
                papers.accepted(upload)
            except Malformed as error:
                raise refuse(_("%(name)s：%(why)s") % {"name": upload.name, "why": error.message}) from None
        return list(data or ())


def papers_field() -> forms.Field:
    field = PapersField(
        label=gettext_lazy("材料"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ACCEPT, "multiple": True}),
        help_text=gettext_lazy("申请书、身份证明、行政行为的文书等，可以选几份；没有登记成功的，须重新选择文件"),
    )
    return shape(field, "w12")


class PaperForm(CaseForm):
    file = shape(
        forms.FileField(
            label=gettext_lazy("文件"),
            widget=forms.FileInput(attrs={"accept": ACCEPT}),
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
