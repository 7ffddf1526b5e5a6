from __future__ import annotations

import json
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from cases import canonical
from cases.backups import folder, make
from cases.backups.archive import Archive
from cases.models import Attachment, Case

from .conftest import ID_NUMBER

OpenCase = Callable[[], Case]


def target() -> Path:
    return Path(settings.BACKUP_DIR) / "wangdu-20240301T000000Z.tar"


def attach(case: Case, text: bytes, *, name: str = "attachments/2024/03/申请书.txt") -> Path:
    import hashlib

    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    sha = hashlib.sha256(text).hexdigest()
    Attachment.objects.create(case=case, title="申请书", file=name, size=len(text), sha256=sha)
    return path


def test_manifest_says_what_is_in_it(open_case: OpenCase) -> None:
    case = open_case()
    manifest = make.make(target())
    now = canonical.summary()
    assert manifest.checksum == now.checksum
    assert (manifest.counts["cases_case"], manifest.counts["cases_event"]) == (1, 1)
    assert (manifest.anchor["cases"], manifest.anchor["events"]) == (1, case.events_count)
    assert manifest.migrations["cases"] == make.migrations(using="default")["cases"]
    assert set(manifest.keys) == {"data-0001.key", "index.key"}
    assert Archive(target()).manifest == manifest


def test_manifest_is_plain_json_and_comes_first(open_case: OpenCase) -> None:
    open_case()
    make.make(target())
    with tarfile.open(target()) as tar:
        assert tar.getnames()[:2] == ["manifest.json", "database"]
        assert json.load(tar.extractfile("manifest.json"))["format"] == 1  # type: ignore[arg-type]


def test_only_the_owner_may_read_it(open_case: OpenCase) -> None:
    open_case()
    make.make(target())
    assert target().stat().st_mode & 0o777 == 0o600


def test_neither_key_nor_personal_number_is_in_it(open_case: OpenCase) -> None:
    open_case()
    make.make(target())
    packed = target().read_bytes()
    contents = packed + _unpacked_database()
    for key in Path(settings.KEYS_DIR).glob("*.key"):
        assert key.read_bytes().strip() not in contents
    assert ID_NUMBER.encode() not in contents


def _unpacked_database() -> bytes:
    import gzip

    with tarfile.open(target()) as tar:
        data = tar.extractfile("database").read()  # type: ignore[union-attr]
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def test_papers_are_in_it(open_case: OpenCase) -> None:
    attach(open_case(), b"paper")
    manifest = make.make(target())
    assert manifest.files["attachments/2024/03/申请书.txt"].size == 5
    assert manifest.missing == []


def test_lost_and_altered_papers_are_named(open_case: OpenCase) -> None:
    case = open_case()
    attach(case, b"one", name="attachments/one.txt").unlink()
    attach(case, b"two", name="attachments/two.txt").write_bytes(b"other")
    assert make.make(target()).missing == ["attachments/one.txt", "attachments/two.txt"]


def test_failure_leaves_nothing_behind(open_case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    open_case()

    def break_off(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(make.archive, "_add_text", break_off)
    with pytest.raises(OSError, match="no space"):
        make.make(target())
    assert list(Path(settings.BACKUP_DIR).iterdir()) == []


def test_two_backups_of_one_second_get_two_names() -> None:
    moment = datetime(2024, 3, 1, 8, tzinfo=UTC)
    first = folder.new(moment)
    first.touch()
    second = folder.new(moment)
    second.touch()
    assert [first.name, second.name] == ["wangdu-20240301T080000Z.tar", "wangdu-20240301T080000Z-2.tar"]
    assert folder.newest() == second


def test_pruning_keeps_the_newest_and_touches_nothing_else() -> None:
    days = [folder.new(datetime(2024, 3, day, tzinfo=UTC)) for day in (1, 2, 3)]
    other = Path(settings.BACKUP_DIR) / "drills.jsonl"
    for path in [*days, other]:
        path.touch()
    assert folder.prune(keep=2) == days[:1]
    assert sorted(Path(settings.BACKUP_DIR).iterdir()) == sorted([*days[1:], other])
