from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from cases.validators import number_pattern, plain_line, plain_text


@pytest.mark.parametrize("text", ["𠮷田", "㛃", "阿依古丽·买买提", "Ａ１", "😀👨‍👩‍👧", "é", "㊣〇", " 空格 "])
def test_what_people_write_passes_unchanged(text: str) -> None:
    plain_line(text)
    plain_text(f"{text}\n\t{text}\r\n")


@pytest.mark.parametrize("code", [0, 1, 8, 0x1B, 0x7F, 0x85, 0x200E, 0x202E, 0x2066, 0x2028, 0xFEFF, 0xD800])
def test_what_hides_or_reorders_text_is_refused_and_named(code: int) -> None:
    for check in (plain_line, plain_text):
        with pytest.raises(ValidationError, match=f"U\\+{code:04X}"):
            check(f"张{chr(code)}某")


def test_a_line_has_no_second_line() -> None:
    with pytest.raises(ValidationError):
        plain_line("张\n某")


@pytest.mark.parametrize("pattern", ["望政复〔{year}〕{serial}号", "{serial:03}/{year}", "{year}{serial:4}"])
def test_a_pattern_of_numbers(pattern: str) -> None:
    number_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["", "{year}", "{serial}", "{year}{serial}{serial}", "{year}{serial.x}", "{year}{serial}{", "{0}{year}{serial}"],
)
def test_a_pattern_that_cannot_number(pattern: str) -> None:
    with pytest.raises(ValidationError, match="案号格式"):
        number_pattern(pattern)
