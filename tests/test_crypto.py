from __future__ import annotations

import stat
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError

from cases import crypto
from cases.crypto import KeyProblem

NUMBER = "11010519491231002X"
PLACE = "cases.party.id_number"


@pytest.fixture
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS_DIR = tmp_path / "keys"
    crypto.create_keys()
    return tmp_path / "keys"


def test_what_is_stored_names_its_key_and_hides_its_text(keys: Path) -> None:
    stored = crypto.encrypt(NUMBER, place=PLACE)
    assert stored.split("|")[:2] == ["v1", "0001"] and NUMBER not in stored
    assert stored != crypto.encrypt(NUMBER, place=PLACE)
    assert crypto.decrypt(stored, place=PLACE) == NUMBER


def test_keys_are_files_for_this_user_only_and_are_never_overwritten(keys: Path) -> None:
    modes = {stat.S_IMODE(file.stat().st_mode) for file in keys.iterdir()}
    assert modes == {0o600} and stat.S_IMODE(keys.stat().st_mode) == 0o700
    before = {file.name: file.read_bytes() for file in keys.iterdir()}
    assert crypto.create_keys() is False
    assert {file.name: file.read_bytes() for file in keys.iterdir()} == before


def test_a_value_does_not_open_in_another_column(keys: Path) -> None:
    stored = crypto.encrypt(NUMBER, place=PLACE)
    with pytest.raises(KeyProblem, match="无法解密"):
        crypto.decrypt(stored, place="cases.party.phone")


@pytest.mark.parametrize("stored", [NUMBER, "v2|0001|a|b", "v1|0001|a", "v1|0001|!|!"])
def test_what_is_not_ours_is_refused_not_shown(keys: Path, stored: str) -> None:
    with pytest.raises(KeyProblem):
        crypto.decrypt(stored, place=PLACE)


def test_a_changed_value_is_refused(keys: Path) -> None:
    head, sealed = crypto.encrypt(NUMBER, place=PLACE).rsplit("|", 1)
    changed = ("B" if sealed[0] == "A" else "A") + sealed[1:]
    with pytest.raises(KeyProblem):
        crypto.decrypt(f"{head}|{changed}", place=PLACE)


def test_after_rotation_new_values_use_the_new_key_and_old_ones_stay_readable(keys: Path) -> None:
    old = crypto.encrypt(NUMBER, place=PLACE)
    index = crypto.blind_index(NUMBER, place=PLACE)
    assert crypto.rotate() == "0002"
    new = crypto.encrypt(NUMBER, place=PLACE)
    assert new.startswith("v1|0002|") and crypto.is_current(new) and not crypto.is_current(old)
    assert crypto.decrypt(old, place=PLACE) == crypto.decrypt(new, place=PLACE) == NUMBER
    assert crypto.blind_index(NUMBER, place=PLACE) == index


def test_a_missing_key_is_named_with_what_to_do(keys: Path, settings: Any) -> None:
    stored = crypto.encrypt(NUMBER, place=PLACE)
    settings.KEYS_DIR = keys.parent / "empty"
    with pytest.raises(KeyProblem, match="缺少加密密钥 data-0001.key.*备份"):
        crypto.decrypt(stored, place=PLACE)
    with pytest.raises(KeyProblem, match="没有加密密钥"):
        crypto.encrypt(NUMBER, place=PLACE)
    with pytest.raises(KeyProblem, match="缺少检索密钥"):
        crypto.blind_index(NUMBER, place=PLACE)


def test_another_key_under_the_same_name_is_noticed(keys: Path, settings: Any) -> None:
    stored, mark = crypto.encrypt(NUMBER, place=PLACE), crypto.keyring().fingerprint
    settings.KEYS_DIR = keys.parent / "other"
    crypto.create_keys()
    assert crypto.keyring().fingerprint != mark
    with pytest.raises(KeyProblem, match="无法解密"):
        crypto.decrypt(stored, place=PLACE)


@pytest.mark.parametrize("content", ["", "short", urlsafe_b64encode(b"x" * 16).decode(), "漢字"])
def test_a_damaged_key_stops_the_start(settings: Any, tmp_path: Path, content: str) -> None:
    settings.KEYS_DIR = tmp_path
    file = tmp_path / "data-0001.key"
    file.write_text(content, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(KeyProblem, match="已损坏"):
        crypto.keyring()


def test_a_key_that_others_can_read_stops_the_start(keys: Path, settings: Any) -> None:
    copy = keys.parent / "copy"
    copy.mkdir()
    (copy / "data-0001.key").write_bytes((keys / "data-0001.key").read_bytes())
    (copy / "data-0001.key").chmod(0o644)
    settings.KEYS_DIR = copy
    with pytest.raises(KeyProblem, match="chmod 600"):
        crypto.keyring()


def test_the_blind_index_tells_equal_values_and_nothing_else(keys: Path) -> None:
    assert crypto.blind_index(NUMBER, place=PLACE) == crypto.blind_index(NUMBER, place=PLACE)
    assert crypto.blind_index(NUMBER, place=PLACE) != crypto.blind_index(NUMBER, place="cases.party.phone")
    assert crypto.blind_index("", place=PLACE) == ""


@pytest.mark.parametrize("lookup", ["id_number", "id_number__startswith", "phone__regex", "address__contains"])
def test_an_encrypted_column_answers_no_query(lookup: str) -> None:
    from cases.models import Party

    with pytest.raises(FieldError, match="已加密"):
        Party.objects.filter(**{lookup: "1"})
