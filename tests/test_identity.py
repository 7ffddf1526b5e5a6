"""身份证号 and 统一社会信用代码. The numbers are test numbers; none belongs to a person."""

from __future__ import annotations

from datetime import date

import pytest

from cases.identity import check_digit, read_credit_code, read_identity

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "number", "birth_on", "sex"),
    [
        ("11010519491231002X", "11010519491231002X", date(1949, 12, 31), "female"),
        ("11010519491231002x", "11010519491231002X", date(1949, 12, 31), "female"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", date(1949, 12, 31), "female"),
        (" 110105 19491231 002X ", "11010519491231002X", date(1949, 12, 31), "female"),
        ("110105491231002", "11010519491231002X", date(1949, 12, 31), "female"),
        ("440524188001010014", "440524188001010014", date(1880, 1, 1), "male"),
        ("62020119500727860X", "62020119500727860X", date(1950, 7, 27), "female"),
    ],
)
def test_a_number_tells_birth_and_sex(typed: str, number: str, birth_on: date, sex: str) -> None:
    identity = read_identity(typed, today=TODAY)
    assert (identity.number, identity.birth_on, identity.sex) == (number, birth_on, sex)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("110105194912310021", "校验码"),
        ("11010519491231002", "18位"),
        ("1101051949123100200", "18位"),
        ("11010519490231002X", "出生日期"),
        ("11010520991231002X", "出生日期"),
        ("1101051949123100AX", "数字"),
        ("X10105194912310020", "数字"),
        ("1101051949123100²X", "数字"),
        ("110105500231002", "出生日期"),
        ("", "18位"),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_identity(typed, today=TODAY)


def test_who_is_born_today_is_born_and_tomorrow_not_yet() -> None:
    for born, ok in ((date(2026, 11, 23), True), (date(2026, 11, 24), False)):
        body = f"130631{born:%Y%m%d}001"
        number = body + check_digit(body)
        if ok:
            assert read_identity(number, today=TODAY).birth_on == born
        else:
            with pytest.raises(ValueError, match="出生日期"):
                read_identity(number, today=TODAY)


def test_one_wrong_digit_never_passes() -> None:
    number = "11010519491231002X"
    for place in range(17):
        for digit in "0123456789":
            if digit == number[place]:
                continue
            with pytest.raises(ValueError, match="校验码|出生日期"):
                read_identity(number[:place] + digit + number[place + 1 :], today=TODAY)


@pytest.mark.parametrize("typed", ["91110000600037341L", "９１１１００００６０００３７３４１Ｌ", "91110000600037341l"])
def test_a_credit_code_is_tidied(typed: str) -> None:
    assert read_credit_code(typed) == "91110000600037341L"


@pytest.mark.parametrize("typed", ["91110000600037341X", "9111000060003734IL", "123", ""])
def test_a_wrong_credit_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="统一社会信用代码"):
        read_credit_code(typed)
