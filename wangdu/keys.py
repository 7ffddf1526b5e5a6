"""The key that signs sessions: from SECRET_KEY, else from a file that only this program's user can read."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from wangdu import environment
from wangdu.environment import BadSetting

NAME = "SECRET_KEY"
SHORTEST, FEWEST = 50, 5  # what Django's security.W009 asks for


def secret_key(file: Path, *, generate: bool) -> str:
    """Nothing is generated where the public is served: a lost or second file would sign everybody out unseen."""
    given = environment.text(NAME)
    if given:
        return _strong(given)
    if not file.exists():
        if not generate:
            raise BadSetting(
                NAME,
                f"未设置，文件 {file} 也不存在。BEHIND_TLS 开启时须自行设置一个不少于 {SHORTEST} 个字符的随机密钥。",
                f"is not set and {file} does not exist. With BEHIND_TLS on, set a random key of {SHORTEST} characters.",
            )
        _create(file)
    return _strong(_read(file))


def _strong(key: str) -> str:
    if len(key) < SHORTEST or len(set(key)) < FEWEST:
        raise BadSetting(
            NAME,
            f"太短或太简单，请使用不少于 {SHORTEST} 个字符的随机文字。",
            f"is too short or too simple: use at least {SHORTEST} random characters.",
        )
    return key


def _read(file: Path) -> str:
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise BadSetting(
            NAME,
            f"的文件 {file} 可被其他用户读取，请执行 chmod 600 {file}。",
            f"has the file {file}, which others can read: run chmod 600 {file}.",
        )
    return file.read_text().strip()


def _create(file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(60))
    except OSError as error:
        raise BadSetting(
            NAME,
            f"未设置，也无法写入 {file}（{error.strerror}），请设置 SECRET_KEY 或改用可写的 VAR_DIR。",
            f"is not set and {file} cannot be written ({error.strerror}): set it, or another VAR_DIR.",
        ) from error


def _write_once(file: Path, key: str) -> None:
    """Written aside and linked into place: of several processes that start together, one wins and all read its key."""
    descriptor, draft = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(key)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
