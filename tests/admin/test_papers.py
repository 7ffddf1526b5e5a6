from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import papers
from cases.models import Attachment, Case, User

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name in names:
            written.writestr(name, "<x/>")
    return stream.getvalue()


def post(client: Client, case: Case, name: str = "申请书.pdf", content: bytes = PDF, **data: str) -> Any:
    file = SimpleUploadedFile(name, content, content_type="text/html")
    given = {"paper-file": file, "paper-volume": "main", **{f"paper-{key}": value for key, value in data.items()}}
    return client.post(f"/cases/{case.pk}/papers/", given)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_paper_is_kept_under_a_name_of_our_own(at_desk: Client, case: Case, clerk: User, folder: Path) -> None:
    assert post(at_desk, case, volume="internal").status_code == 302
    row = Attachment.objects.get()
    assert (row.case, row.title, row.media_type, row.size) == (case, "申请书", "application/pdf", len(PDF))
    assert (row.volume, row.uploaded_by, row.sha256) == ("internal", clerk, hashlib.sha256(PDF).hexdigest())
    [path] = stored(folder)
    assert path.read_bytes() == PDF
    assert path.relative_to(folder).as_posix() == row.file.name
    assert "申请书" not in path.name
    assert path.stat().st_mode & 0o077 == 0
    page = at_desk.get(f"/cases/{case.pk}/").text
    assert f"/cases/{case.pk}/papers/{row.pk}/" in page


def test_paper_is_handed_out_as_a_file_and_nothing_else(at_desk: Client, case: Case) -> None:
    post(at_desk, case)
    response: Any = at_desk.get(f"/cases/{case.pk}/papers/{Attachment.objects.get().pk}/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "%E7%94%B3%E8%AF%B7%E4%B9%A6.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]


def named(value: object) -> str:
    return value if isinstance(value, str) else "content"


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("答复书.docx", archive("[Content_Types].xml", "word/document.xml"), "docx"),
        ("清单.XLSX", archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ("照片.jpeg", b"\xff\xd8\xff\xe0" + bytes(20), "jpg"),
        ("照片.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "png"),
        ("笔录.txt", "听取意见\r\n".encode("gb18030"), "txt"),
        ("笔录.txt", "\ufeff听取意见\n".encode(), "txt"),
    ],
    ids=named,
)
def test_usual_formats_are_accepted(at_desk: Client, case: Case, name: str, content: bytes, ending: str) -> None:
    assert post(at_desk, case, name, content).status_code == 302
    row = Attachment.objects.get()
    assert row.media_type == papers.FORMATS[ending]
    assert papers.file_name(row) == f"{Path(name).stem}.{ending}"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("程序.exe", b"MZ" + bytes(20), "只收 PDF"),
        ("页面.html", b"<script>alert(1)</script>", "只收 PDF"),
        ("图.svg", b"<svg/>", "只收 PDF"),
        ("没有扩展名", PDF, "只收 PDF"),
        ("页面.pdf", b"<script>alert(1)</script>", "不是扩展名所说的 PDF 格式"),
        ("笔录.txt", PDF, "不是扩展名所说的 TXT 格式"),
        ("笔录.txt", b"\x00\x01\x02", "不是扩展名所说的 TXT 格式"),
        ("压缩.docx", archive("a.txt"), "不是扩展名所说的 DOCX 格式"),
        ("损坏.docx", b"PK\x03\x04" + bytes(20), "不是扩展名所说的 DOCX 格式"),
        ("换名.xlsx", archive("[Content_Types].xml", "word/document.xml"), "不是扩展名所说的 XLSX 格式"),
        ("宏.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "文件含有宏"),
        ("空.pdf", b"", "文件是空的"),
    ],
    ids=named,
)
def test_other_files_are_refused_with_a_sentence(
    at_desk: Client, case: Case, folder: Path, name: str, content: bytes, sentence: str
) -> None:
    response = post(at_desk, case, name, content, title="保留的名称")
    assert response.status_code == 422
    assert sentence in response.text
    assert "保留的名称" in response.text
    assert not Attachment.objects.exists()
    assert stored(folder) == []


def test_large_file_is_refused(at_desk: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "LARGEST", 10)
    assert "文件超过" in post(at_desk, case).text
    assert not Attachment.objects.exists()


def test_file_must_be_chosen(at_desk: Client, case: Case) -> None:
    response = at_desk.post(f"/cases/{case.pk}/papers/", {"paper-volume": "main"})
    assert response.status_code == 422
    assert "请选择文件" in response.text


def test_same_file_is_kept_once(at_desk: Client, case: Case, folder: Path) -> None:
    post(at_desk, case)
    assert "同一文件已经上传，名称为“申请书”" in post(at_desk, case, "扫描件.pdf").text
    assert len(stored(folder)) == 1


def test_way_out_of_the_folder_is_no_name(at_desk: Client, case: Case, folder: Path) -> None:
    assert post(at_desk, case, "../../../evil.pdf", title="../../evil").status_code == 302
    [path] = stored(folder)
    assert path.resolve().is_relative_to(folder.resolve())


def test_another_organ_finds_neither_the_case_nor_the_paper(at_desk: Client, elsewhere: Client, case: Case) -> None:
    post(at_desk, case)
    assert elsewhere.get(f"/cases/{case.pk}/papers/{Attachment.objects.get().pk}/").status_code == 404
    assert post(elsewhere, case, content=PDF + b"x").status_code == 404
    assert Attachment.objects.count() == 1


def test_paper_belongs_to_its_case(at_desk: Client, case: Case, open_case: Any) -> None:
    post(at_desk, case)
    other = open_case(name="王某（示例）")
    assert at_desk.get(f"/cases/{other.pk}/papers/{Attachment.objects.get().pk}/").status_code == 404


def test_lost_file_is_said(at_desk: Client, case: Case, folder: Path) -> None:
    post(at_desk, case)
    stored(folder)[0].unlink()
    response = at_desk.get(f"/cases/{case.pk}/papers/{Attachment.objects.get().pk}/")
    assert response.status_code == 404
    assert "从备份恢复" in response.text


def test_signed_out_gets_nothing(client: Client, at_desk: Client, case: Case) -> None:
    post(at_desk, case)
    response = client.get(f"/cases/{case.pk}/papers/{Attachment.objects.get().pk}/")
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/login/")
