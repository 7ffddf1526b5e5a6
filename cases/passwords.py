"""What a password must be, where Django has no Chinese sentence for it."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("密码太短，至少须有%(n)d个字符。") % {"n": self.min_length}
