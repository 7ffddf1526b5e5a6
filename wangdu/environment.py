"""Reads the environment strictly: a value that cannot be meant stops the start with a sentence naming its variable."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")


class BadSetting(ImproperlyConfigured):
    """What is wrong and what to write instead, in Chinese and in English. Never quotes a secret."""

    def __init__(self, name: str, chinese: str, english: str) -> None:
        super().__init__(f"环境变量 {name} {chinese}\nEnvironment variable {name} {english}")
        self.name = name


def text(name: str, default: str = "") -> str:
    """An empty value counts as not given: compose files and units pass variables through empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise BadSetting(name, f"的值“{value}”无效，请填写 true 或 false。", f"is “{value}”: write true or false.")
    return value in TRUE


def whole(name: str, *, default: int, least: int = 0, most: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadSetting(
            name,
            f"的值“{value}”无效，请填写 {least} 至 {most} 之间的整数。",
            f"is “{value}”: write a whole number from {least} to {most}.",
        )
    return int(value)


def choice(name: str, *, default: str, among: Collection[str]) -> str:
    value = text(name, default).upper()
    if value not in among:
        options = ", ".join(among)
        raise BadSetting(name, f"的值“{value}”无效，只能是 {options} 之一。", f"is “{value}”: write one of {options}.")
    return value


def password(name: str, *, shortest: int) -> str:
    value = text(name)
    if value and len(value) < shortest:
        raise BadSetting(
            name,
            f"太短，请使用不少于 {shortest} 个字符的随机文字。",
            f"is too short: use at least {shortest} random characters.",
        )
    return value


def hosts(name: str, *, default: list[str]) -> list[str]:
    """Host names without scheme, port or path. `*` is refused: a forged Host header would end up in links."""
    names = [host.strip() for host in text(name).split(",") if host.strip()]
    for host in names:
        if not HOST.fullmatch(host):
            raise BadSetting(
                name,
                f"中的“{host}”不是主机名，请填写以逗号分隔的主机名，不带 http://、端口和路径，不能用 *。",
                f"holds “{host}”: write host names separated by commas, without http://, port or path, and no *.",
            )
    return names or default


def folder(name: str, *, default: Path) -> Path:
    path = Path(text(name, str(default))).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise BadSetting(name, f"指向的“{path}”不是目录，请填写目录。", f"is “{path}”, which is no folder: name one.")
    return path
