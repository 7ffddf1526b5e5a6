"""What a typed text may contain: every Chinese character, however rare, but nothing that hides or reorders text."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# 控制字符、零散的代理码位、行分隔符，以及会改变显示顺序的双向控制符。· 𠮷 㛃 等一律原样保留，不作规范化。
_HIDDEN = "\x7f-\x9f\ud800-\udfff\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_NOT_IN_A_LINE = re.compile(f"[\x00-\x1f{_HIDDEN}]")
_NOT_IN_A_TEXT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_HIDDEN}]")


def plain_line(value: str) -> None:
    """One line: a name, a number."""
    _refuse(_NOT_IN_A_LINE, value)


def plain_text(value: str) -> None:
    """Several lines: requests, reasons, notes."""
    _refuse(_NOT_IN_A_TEXT, value)


def _refuse(pattern: re.Pattern[str], value: str) -> None:
    found = pattern.search(value)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise ValidationError(
            _("含有不可用的字符（%(code)s），请删除后重新填写"), code="bad_character", params={"code": code}
        )


_PLACES = re.compile(r"\{(year|serial)(?::0?\d)?\}")


def number_pattern(value: str) -> None:
    """A pattern such as 望政复〔{year}〕{serial}号 or …{serial:03}…: both places, and no other braces."""
    plain_line(value)
    places = sorted(match[1] for match in _PLACES.finditer(value))
    if places != ["serial", "year"] or re.search(r"[{}]", _PLACES.sub("", value)):
        raise ValidationError(
            _("案号格式须含 {year} 和 {serial} 各一次，例如：望政复〔{year}〕{serial}号"), code="bad_pattern"
        )
