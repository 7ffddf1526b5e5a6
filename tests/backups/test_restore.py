from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from cases import canonical, crypto, triggers
from cases.backups import drills, make, restore
from cases.backups.problems import BackupProblem
from cases.models import Case, Event

from .test_make import attach, target

OpenCase = Callable[[], Case]


@pytest.fixture
def backup(open_case: OpenCase) -> Path:
    attach(open_case(), b"paper")
    make.make(target())
    return target()


def test_good_backup_passes(backup: Path) -> None:
    result = restore.verify(backup)
    assert result.problems == []
    assert (result.heads.cases, result.papers) == (1, 1)


def test_verifying_leaves_the_database_and_the_folder_alone(backup: Path) -> None:
    before = canonical.summary()
    restore.verify(backup)
    assert canonical.summary() == before
    assert [path.name for path in Path(settings.BACKUP_DIR).iterdir()] == [backup.name]


def test_restore_brings_everything_back(backup: Path, open_case: OpenCase) -> None:
    before = canonical.summary()
    (Path(settings.MEDIA_ROOT) / "attachments/2024/03/申请书.txt").unlink()
    with triggers.lifted(connection):
        Event.objects.update(reason="改动")
    result = restore.restore(backup)
    assert result.problems == []
    assert canonical.summary() == before
    assert (Path(settings.MEDIA_ROOT) / "attachments/2024/03/申请书.txt").read_bytes() == b"paper"
    assert triggers.missing(connection) == []


def test_work_goes_on_after_a_restore(backup: Path, open_case: OpenCase) -> None:
    restore.restore(backup)
    from cases import clock, record
    from cases.rules.facts import read_fact

    case = Case.objects.get()
    filed = read_fact({"kind": "filed", "on": clock.today().isoformat()})
    assert record.record(case, [filed], by=None, version=case.version).filed_on == clock.today()


def test_event_changed_before_the_backup_is_named(open_case: OpenCase) -> None:
    case = open_case()
    with triggers.lifted(connection):
        Event.objects.update(reason="改动")
    make.make(target())
    assert restore.verify(target()).problems == [f"案件 {case.number} 的事项链已断裂"]


def test_damaged_database_is_refused(backup: Path) -> None:
    _flip(backup, "database")
    with pytest.raises(BackupProblem, match="已损坏"):
        restore.verify(backup)


def test_damaged_paper_is_named(backup: Path) -> None:
    _flip(backup, "files/attachments/2024/03/申请书.txt")
    assert restore.verify(backup).problems == ["材料 attachments/2024/03/申请书.txt 在备份中已损坏"]


def test_cut_backup_is_refused(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    with pytest.raises(BackupProblem):
        restore.verify(backup)


def test_manifest_that_claims_something_else_is_found(backup: Path) -> None:
    _rewrite(backup, lambda manifest: manifest["hashes"].update(cases_case="0" * 64))
    assert restore.verify(backup).problems == ["数据表 cases_case 与备份时不符"]


def test_backup_of_a_later_program_is_refused(backup: Path) -> None:
    _rewrite(backup, lambda manifest: manifest["migrations"].update(cases="9999_later"))
    with pytest.raises(BackupProblem, match="先升级程序"):
        restore.restore(backup)


def test_backup_of_the_other_database_is_refused(backup: Path) -> None:
    _rewrite(backup, lambda manifest: manifest.update(vendor="oracle"))
    with pytest.raises(BackupProblem, match="DATABASE_URL"):
        restore.restore(backup)


def test_restore_asks_for_the_keys_first(backup: Path, tmp_path: Path, settings: object) -> None:
    settings.KEYS_DIR = tmp_path / "other"  # type: ignore[attr-defined]
    crypto.create_keys()
    before = canonical.summary()
    with pytest.raises(BackupProblem, match=r"data-0001\.key、index\.key"):
        restore.restore(backup)
    assert canonical.summary() == before


def test_older_backup_can_be_restored_after_a_key_was_added(backup: Path) -> None:
    crypto.rotate()
    assert restore.restore(backup).problems == []


def test_name_that_leaves_the_folder_is_refused(backup: Path) -> None:
    _rewrite(backup, lambda manifest: manifest["files"].update({"../x": {"size": 0, "sha256": ""}}))
    with pytest.raises(BackupProblem, match="越界"):
        restore.restore(backup)


# ---------- commands ----------


def test_command_asks_before_it_replaces_data(backup: Path) -> None:
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", backup)


@pytest.mark.parametrize("answer, restored", [("yes", True), ("no", False)])
def test_answer_decides(backup: Path, monkeypatch: pytest.MonkeyPatch, answer: str, restored: bool) -> None:
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    said = io.StringIO()
    if restored:
        call_command("restore", backup, stdout=said)
    else:
        with pytest.raises(CommandError, match="未改动"):
            call_command("restore", backup, stdout=said)
    assert ("已恢复" in said.getvalue()) is restored


def test_script_restores_with_yes(backup: Path) -> None:
    said = io.StringIO()
    call_command("restore", backup, yes=True, stdout=said)
    assert "案件 1 件" in said.getvalue()


def test_drill_is_recorded(backup: Path) -> None:
    call_command("verify_backup", stdout=io.StringIO())
    line = drills.last()
    assert line is not None
    assert (line["kind"], line["archive"], line["ok"], line["cases"]) == ("verify", backup.name, True, 1)


def test_failed_drill_is_recorded_and_told(backup: Path) -> None:
    _rewrite(backup, lambda manifest: manifest["hashes"].update(cases_case="0" * 64))
    with pytest.raises(CommandError, match="cases_case"):
        call_command("verify_backup", stdout=io.StringIO())
    line = drills.last()
    assert line is not None and line["ok"] is False


def test_backup_command_keeps_as_many_as_asked(open_case: OpenCase) -> None:
    open_case()
    for _ in range(3):
        call_command("backup", keep=2, stdout=io.StringIO())
    assert len(list(Path(settings.BACKUP_DIR).glob("wangdu-*.tar"))) == 2


def test_backup_command_fails_aloud_when_papers_are_missing(open_case: OpenCase) -> None:
    attach(open_case(), b"paper").unlink()
    with pytest.raises(CommandError, match="申请书"):
        call_command("backup", stdout=io.StringIO())
    assert len(list(Path(settings.BACKUP_DIR).glob("wangdu-*.tar"))) == 1


def test_no_backup_yet_is_said(transactional_db: None) -> None:
    with pytest.raises(CommandError, match="还没有备份"):
        call_command("verify_backup")


# ---------- damage ----------


def _flip(path: Path, name: str) -> None:
    with tarfile.open(path) as tar:
        entry = tar.getmember(name)
    data = bytearray(path.read_bytes())
    data[entry.offset_data + entry.size // 2] ^= 1
    path.write_bytes(data)


def _rewrite(path: Path, change: Callable[[dict], object]) -> None:
    with tarfile.open(path) as tar:
        contents = [(entry, tar.extractfile(entry).read()) for entry in tar]  # type: ignore[union-attr]
    with tarfile.open(path, "w") as tar:
        for entry, data in contents:
            if entry.name == "manifest.json":
                manifest = json.loads(data)
                change(manifest)
                data = json.dumps(manifest).encode()
                entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
