"""Personal data as they may stand on a screen, in a log or in an export."""

from __future__ import annotations

import re

# 身份证号、手机号和固定电话；案号、日期和内部编号不在其列
NUMBERS = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?![0-9A-Za-z])")
FEEDS = re.compile(r"/feeds/[^/\s\"?]+")  # 订阅地址等同于密码


def mask_number(number: str) -> str:
    """110105********002X"""
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) > 10 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """138****5678"""
    return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}" if len(phone) > 7 else "*" * len(phone)


def mask_address(address: str) -> str:
    """The county or city at most: 河北省保定市…"""
    return f"{address[:6]}…" if len(address) > 6 else "*" * len(address)


def masked(line: str) -> str:
    """Numbers of persons, and addresses that open a calendar to whoever knows them."""
    return NUMBERS.sub(lambda found: found[0][:3] + "*" * (len(found[0]) - 3), FEEDS.sub("/feeds/***", line))
