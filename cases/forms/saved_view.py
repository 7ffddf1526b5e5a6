"""A name for the present selection of the case list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .base import CaseForm, flag_field, text_field


class SavedViewForm(CaseForm):
    name = text_field(_("视图名称"), "w6", required=True, max_length=30)
    default = flag_field(_("打开案件列表时默认使用"), "w6")
