"""Personal data as they may stand on a screen, in a log or in an export."""

from __future__ import annotations


def mask_number(number: str) -> str:
    """110105********002X"""
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) > 10 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """138****5678"""
    return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}" if len(phone) > 7 else "*" * len(phone)


def mask_address(address: str) -> str:
    """The county or city at most: 河北省保定市…"""
    return f"{address[:6]}…" if len(address) > 6 else "*" * len(address)
