"""Which deadlines the subscribed calendar holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .base import CaseForm, flag_field


class SubscriptionForm(CaseForm):
    everyone = flag_field(_("包括本机关全部案件（不勾选则只含我承办的）"), "w12")
