"""Personal data at rest: AES-256-GCM, with keys that are not in the database.

A stored value reads `v1|key id|nonce|ciphertext` (base64 parts) and names the key that opens it, so that keys can be
rotated: new values use the newest key, old ones stay readable. Without its key the program refuses to read.
Look-up of an exact value goes through a keyed hash (blind index), whose key is not rotated.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "v1"
INDEX = "index"
_KEY_FILE = re.compile(r"^data-(\d{4})\.key$")


class KeyProblem(ImproperlyConfigured):
    """A key is missing or wrong; the sentence says what to do."""


class Keyring:
    """The keys of one directory, read once."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._data = {match[1]: _read_key(path) for path, match in _key_files(directory)}
        self._ciphers = {name: AESGCM(key) for name, key in self._data.items()}
        index = directory / f"{INDEX}.key"
        self._index = _read_key(index) if index.exists() else None

    @property
    def newest(self) -> str:
        if not self._data:
            raise KeyProblem(f"{self.directory} 中没有加密密钥：首次使用请运行 manage.py setup，否则请恢复密钥备份")
        return max(self._data)

    def cipher(self, name: str) -> AESGCM:
        if name not in self._ciphers:
            raise KeyProblem(f"缺少加密密钥 data-{name}.key，请把它的备份放回 {self.directory}，再重新启动")
        return self._ciphers[name]

    @property
    def index_key(self) -> bytes:
        if self._index is None:
            raise KeyProblem(f"缺少检索密钥 {INDEX}.key，请把它的备份放回 {self.directory}，再重新启动")
        return self._index

    @property
    def fingerprint(self) -> str:
        """Tells whether two directories hold the same keys, and nothing about the keys."""
        keys = [*(self._data[name] for name in sorted(self._data)), self._index or b""]
        return hashlib.sha256(b"wangdu fingerprint" + b"".join(keys)).hexdigest()[:16]


def directory() -> Path:
    return Path(settings.KEYS_DIR)


def keyring() -> Keyring:
    return _load(directory())


@lru_cache
def _load(path: Path) -> Keyring:
    return Keyring(path)


def create_keys() -> bool:
    """Makes the first keys where there are none. Says whether it did."""
    path = directory()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _key_files(path):
        return False
    _write_key(path / "data-0001.key")
    _write_key(path / f"{INDEX}.key")
    _load.cache_clear()
    return True


def rotate() -> str:
    """Adds a new key for everything written from now on; returns its name."""
    name = f"{int(keyring().newest) + 1:04d}"
    _write_key(directory() / f"data-{name}.key")
    _load.cache_clear()
    return name


def encrypt(value: str, *, place: str) -> str:
    ring = keyring()
    name, nonce = ring.newest, os.urandom(12)
    sealed = ring.cipher(name).encrypt(nonce, value.encode(), _context(name, place))
    return "|".join((VERSION, name, _text(nonce), _text(sealed)))


def decrypt(stored: str, *, place: str) -> str:
    parts = stored.split("|")
    if len(parts) != 4 or parts[0] != VERSION:
        raise KeyProblem(f"{place} 中有未加密或者格式不明的内容，已拒绝读取，请联系系统管理员核对数据")
    name = parts[1]
    try:
        nonce, sealed = urlsafe_b64decode(parts[2]), urlsafe_b64decode(parts[3])
        return keyring().cipher(name).decrypt(nonce, sealed, _context(name, place)).decode()
    except (InvalidTag, ValueError):
        raise KeyProblem(f"{place} 的内容无法解密：密钥 data-{name}.key 不对，或者数据被改动") from None


def is_current(stored: str) -> bool:
    """Whether a stored value uses the newest key."""
    return stored.split("|", 2)[:2] == [VERSION, keyring().newest]


def blind_index(value: str, *, place: str) -> str:
    """A keyed hash by which an exact value can be found without reading it."""
    if not value:
        return ""
    return hmac.new(keyring().index_key, f"{place}\0{value}".encode(), hashlib.sha256).hexdigest()


def _context(name: str, place: str) -> bytes:
    return f"{VERSION}|{name}|{place}".encode()


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode()


def _key_files(path: Path) -> list[tuple[Path, re.Match[str]]]:
    found = sorted(path.glob("data-*.key")) if path.is_dir() else []
    return [(file, match) for file in found if (match := _KEY_FILE.match(file.name))]


def _read_key(path: Path) -> bytes:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise KeyProblem(f"密钥 {path} 可以被他人读取，请先运行 chmod 600 {path}")
    try:
        key = urlsafe_b64decode(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyProblem(f"密钥 {path} 已损坏，请恢复它的备份")
    return key


def _write_key(path: Path) -> None:
    """Never overwrites: a lost key is lost data."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(_text(os.urandom(32)) + "\n")
        file.flush()
        os.fsync(file.fileno())
