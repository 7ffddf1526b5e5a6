"""Papers of the file: what may come in, by its content and not by what it calls itself, and how it is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
import zipfile
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from cases.models import Attachment, Case, User
from cases.rules.errors import Malformed

LARGEST = 20 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "docx": f"{OFFICE}.wordprocessingml.document",
        "xlsx": f"{OFFICE}.spreadsheetml.sheet",
        "jpg": "image/jpeg",
        "png": "image/png",
        "txt": "text/plain",
    }
)
ENDINGS = {media_type: ending for ending, media_type in FORMATS.items()}
MAGIC = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def keep(
    case: Case, upload: File[Any], *, title: str, by: User | None, volume: str = Attachment.Volume.MAIN
) -> Attachment:
    """Stores a paper under a name of our own. Raises Malformed with a sentence for what is not accepted."""
    ending = accepted(upload)
    row = Attachment(
        case=case,
        title=named(title or str(upload.name), ending),
        media_type=FORMATS[ending],
        size=upload.size,
        sha256=fingerprint(upload),
        volume=volume,
        uploaded_by=by,
    )
    refuse_twice(row)
    row.file.save(f"{secrets.token_hex(16)}.{ending}", upload, save=False)
    try:
        row.save(force_insert=True)
    except BaseException:
        row.file.storage.delete(str(row.file.name))
        raise
    return row


def accepted(upload: File[Any]) -> str:
    """The ending that fits the content."""
    if not upload.size:
        raise Malformed("empty", _("文件是空的，请重新选择"))
    if upload.size > LARGEST:
        raise Malformed("too_large", _("文件超过 %(n)s MB，请压缩或者拆分后上传") % {"n": LARGEST // 1024**2})
    claimed = PurePath(str(upload.name)).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if claimed not in FORMATS:
        raise Malformed("bad_format", _("只收 PDF、Word（docx）、Excel（xlsx）、JPG、PNG 和 TXT 文件，请转换后上传"))
    if found(upload) != claimed:
        message = _("文件内容不是扩展名所说的 %(format)s 格式，请用原来的程序另存后上传")
        raise Malformed("bad_content", message % {"format": claimed.upper()})
    return claimed


def found(upload: File[Any]) -> str:
    """What the content is; empty for anything else."""
    upload.seek(0)
    head = upload.read(8)
    if head.startswith(b"PK\x03\x04"):
        return office(upload)
    return next((ending for magic, ending in MAGIC if head.startswith(magic)), "") or text(upload)


def office(upload: File[Any]) -> str:
    """Word and Excel are archives with a table of contents; one with macros is a program."""
    try:
        with zipfile.ZipFile(upload) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Malformed("macros", _("文件含有宏，请另存为不含宏的 docx 或者 xlsx 后上传"))
    if "[content_types].xml" not in names:
        return ""
    return next((ending for part, ending in PARTS if part in names), "")


def text(upload: File[Any]) -> str:
    upload.seek(0)
    content = upload.read()
    for encoding in ("utf-8", "gb18030"):
        try:
            return "" if NOT_TEXT.search(content.decode(encoding)) else "txt"
        except UnicodeDecodeError:
            continue
    return ""


def fingerprint(upload: File[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def named(title: str, ending: str) -> str:
    """A title without the ending: the download puts it back."""
    plain = "".join(letter if letter.isprintable() else " " for letter in title).strip()
    for known in (ending, "jpeg"):
        if plain.lower().endswith(f".{known}"):
            plain = plain[: -len(known) - 1].rstrip()
    return plain[:200] or _("材料")


def file_name(paper: Attachment) -> str:
    return f"{paper.title}.{ENDINGS.get(paper.media_type, 'bin')}"


def refuse_twice(row: Attachment) -> None:
    """Pressing twice, or a second clerk with the same scan."""
    same = Attachment.objects.filter(case=row.case, sha256=row.sha256).first()
    if same is not None:
        raise Malformed("already_there", _("同一文件已经上传，名称为“%(title)s”") % {"title": same.title})
