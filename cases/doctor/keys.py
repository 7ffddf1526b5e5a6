"""The keys of the personal data: there, readable by nobody else, and those that the data were written with."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from cases import crypto
from cases.backups import folder
from cases.backups import keys as fingerprints
from cases.backups.archive import Archive
from cases.backups.problems import BackupProblem
from cases.models import Party

from .finding import Finding, fix, ok

SUBJECT = "密钥"
ENCRYPTED = ("id_number", "phone", "address")


def present() -> Iterator[Finding]:
    try:
        ring = crypto.Keyring(crypto.directory())
        yield ok(SUBJECT, _("密钥齐全，当前使用 data-%(name)s.key，指纹 %(print)s") % _facts(ring))
    except (crypto.KeyProblem, OSError) as problem:
        yield fix(SUBJECT, str(problem), _("密钥须另行备份，丢失后个人信息无法恢复"))


def fitting() -> Iterator[Finding]:
    """Whether the keys open what is stored, and are those that the newest backup needs."""
    try:
        opened = sum(_opens(name) for name in ENCRYPTED)
    except crypto.KeyProblem as problem:
        yield fix(SUBJECT, str(problem), _("请把与数据库相配的密钥放回 %(folder)s") % {"folder": settings.KEYS_DIR})
        return
    if opened:
        yield ok(SUBJECT, _("密钥与数据库相配"))
    if missing := _lacking():
        sentence = _("最近备份所用的密钥 %(names)s 不在本机") % {"names": "、".join(missing)}
        yield fix(SUBJECT, sentence, _("请放回这些密钥，否则该备份无法恢复"))


def _facts(ring: crypto.Keyring) -> dict[str, str]:
    """Raises KeyProblem where one of the keys is missing."""
    return {"name": ring.newest, "index": str(len(ring.index_key)), "print": ring.fingerprint}


def _opens(field: str) -> bool:
    """Tries the oldest and the newest value. False where there is none."""
    place = Party._meta.get_field(field).place  # type: ignore[union-attr]
    rows = Party.objects.annotate(sealed=Cast(field, TextField())).exclude(sealed="")
    for order in ("pk", "-pk"):
        sealed = rows.order_by(order).values_list("sealed", flat=True).first()
        if sealed is None:
            return False
        crypto.decrypt(sealed, place=place)
    return True


def _lacking() -> list[str]:
    newest = folder.newest()
    if newest is None:
        return []
    try:
        return fingerprints.lacking(Archive(newest).manifest.keys)
    except (BackupProblem, OSError):
        return []
