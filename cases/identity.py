"""公民身份号码 and 统一社会信用代码: checked by their own rules, read for what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Identity:
    number: str
    birth_on: date
    sex: str

    @property
    def sex_label(self) -> str:
        return _("男") if self.sex == "male" else _("女")


def tidy(number: str) -> str:
    """Full-width digits and spaces are typing, not content."""
    return "".join(number.translate(FULL_WIDTH).split()).upper()


def check_digit(body: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def widened(number: str) -> str:
    """An old number of 15 digits as one of 18: all of its owners were born in the 1900s."""
    body = number[:6] + "19" + number[6:]
    return body + check_digit(body)


def read_identity(text: str, *, today: date) -> Identity:
    """What a 公民身份号码 says. Raises ValueError with a sentence (GB 11643).

    The region code is not checked: numbers keep the code of a county that no longer exists.
    """
    number = tidy(text)
    if len(number) == 15 and number.isascii() and number.isdigit():
        number = widened(number)
    if len(number) != 18:
        raise ValueError(_("身份证号应为18位，现有%(n)s位") % {"n": len(number)})
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        raise ValueError(_("身份证号只能由数字组成，末位可以是X"))
    birth_on = _birth(number, today)
    if number[17] != check_digit(number[:17]):
        raise ValueError(_("身份证号的校验码不对，请核对每一位数字"))
    return Identity(number, birth_on, "male" if int(number[16]) % 2 else "female")


def _birth(number: str, today: date) -> date:
    try:
        birth_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise ValueError(_("身份证号中的出生日期不存在，请核对第7至14位")) from None
    if not date(1880, 1, 1) <= birth_on <= today:
        raise ValueError(_("身份证号中的出生日期不合理，请核对第7至14位"))
    return birth_on


def read_credit_code(text: str) -> str:
    """A 统一社会信用代码 (GB 32100). Raises ValueError with a sentence."""
    code = tidy(text)
    try:
        return str(uscc.validate(code))
    except NumberError:
        raise ValueError(_("统一社会信用代码不对：应为18位，请核对每一位")) from None
