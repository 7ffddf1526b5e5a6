"""Where reminders go out, read as strictly as everything else."""

from __future__ import annotations

import re

from wangdu import environment
from wangdu.environment import BadSetting

PORTS = {"NONE": 25, "STARTTLS": 587, "TLS": 465}
ADDRESS = re.compile(r"[^\s@<>\",;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
SITE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")


def host() -> str:
    """One name; none means that messages are printed instead of sent."""
    names = environment.hosts("EMAIL_HOST", default=[])
    if len(names) > 1 or any(name.startswith(".") for name in names):
        raise BadSetting("EMAIL_HOST", "须为一个邮件服务器的主机名。", "must be the name of one mail server.")
    return names[0] if names else ""


def sender(host: str) -> str:
    value = environment.text("EMAIL_FROM")
    if bool(host) != bool(value) or (value and not ADDRESS.fullmatch(value)):
        raise BadSetting(
            "EMAIL_FROM",
            "须与 EMAIL_HOST 同时填写，形如 fuyi@example.gov.cn。",
            "must be given together with EMAIL_HOST, like fuyi@example.gov.cn.",
        )
    return value or "fuyi@localhost"


def login() -> tuple[str, str]:
    user, password = environment.text("EMAIL_USER"), environment.text("EMAIL_PASSWORD")
    if bool(user) != bool(password):
        raise BadSetting("EMAIL_USER", "须与 EMAIL_PASSWORD 同时填写。", "must be given together with EMAIL_PASSWORD.")
    return user, password


def site() -> str:
    value = environment.text("SITE_ADDRESS")
    if value and not SITE.fullmatch(value):
        raise BadSetting(
            "SITE_ADDRESS",
            "须为用户打开本程序的地址，形如 https://fuyi.example.gov.cn。",
            "must be the address users open, like https://fuyi.example.gov.cn.",
        )
    return value
