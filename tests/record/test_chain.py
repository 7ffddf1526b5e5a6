"""Tampering, as the owner of the database could try it with the triggers lifted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases import anchors, chain, triggers, verification
from cases.models import Anchor, Case, Event, FeedEntry

from .builders import add, event, fact, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(case: Case) -> Case:
    return add(case, fact("copy_sent", "11-06"), fact("answered", "11-16"), fact("opinion_heard", "11-18"))


def flaws() -> list[str]:
    return [str(flaw) for seen in verification.chains() for flaw in seen.flaws]


def execute(*statements: str) -> None:
    with triggers.lifted(connection), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def number_of(case: Case, seq: int) -> str:
    return f"{case.number} 第{seq}项"


def test_an_untouched_log_is_whole(long: Case, organ: Any) -> None:
    opened(organ)
    assert flaws() == []


def test_an_edited_event_is_named(long: Case) -> None:
    execute("UPDATE cases_event SET occurred_on = '2026-11-17' WHERE seq = 4")
    assert flaws() == [f"{number_of(long, 4)}：内容被改动，或者是插入的"]


def test_an_edit_of_details_is_seen(long: Case) -> None:
    execute("""UPDATE cases_event SET details = '{"note": "改"}' WHERE seq = 2""")
    assert flaws() == [f"{number_of(long, 2)}：内容被改动，或者是插入的"]


def test_a_deleted_event_is_named(long: Case) -> None:
    execute(*deleted("seq = 3"))
    assert flaws() == [f"{number_of(long, 3)}：被删除"]


def test_a_cut_tail_is_named(long: Case) -> None:
    execute(*deleted("seq > 3"))
    assert flaws() == [f"{number_of(long, 4)}：被删除", f"{number_of(long, 5)}：被删除"]


def test_a_reordering_is_named(long: Case) -> None:
    execute(
        "UPDATE cases_event SET seq = 99 WHERE seq = 3",
        "UPDATE cases_event SET seq = 3 WHERE seq = 4",
        "UPDATE cases_event SET seq = 4 WHERE seq = 99",
    )
    assert flaws() == [
        f"{number_of(long, 3)}：被移动：原为第4项",
        f"{number_of(long, 4)}：被移动：原为第3项",
        f"{number_of(long, 5)}：前一项的校验值被改动",
    ]


def test_an_inserted_event_is_named(long: Case) -> None:
    execute("UPDATE cases_event SET seq = seq + 100 WHERE seq > 2")
    with triggers.lifted(connection):
        forged = Event(
            case=long, seq=3, call=1, kind="answered", occurred_on="2026-11-06", recorded_at=long.recorded_at
        )
        forged.hash = "f" * 64
        forged.save()
    execute("UPDATE cases_event SET seq = seq - 99 WHERE seq > 100")
    found = flaws()
    assert found[0] == f"{number_of(long, 3)}：内容被改动，或者是插入的"
    assert found[1] == f"{number_of(long, 4)}：被移动：原为第3项"
    assert found[-1] == f"{number_of(long, 6)}：是插入的：案件只登记了5项"


def test_a_forged_tail_is_named(long: Case) -> None:
    forged = Event(
        case=long, seq=6, call=9, kind="answered", occurred_on=long.accepted_on, recorded_at=long.recorded_at
    )
    chain.seal([forged], previous=long.head)
    forged.save()
    assert flaws() == [f"{number_of(long, 6)}：是插入的：案件只登记了5项"]


def test_a_rewritten_chain_that_is_consistent_is_seen_by_the_anchor(long: Case, tmp_path: Path) -> None:
    file = tmp_path / "anchors.jsonl"
    anchors.create(file)
    with triggers.lifted(connection):
        rows = list(long.events.order_by("seq"))
        rows[3].occurred_on = rows[4].occurred_on
        head = chain.seal(rows, previous="")
        for row in rows:
            row.save()
        Case.objects.filter(pk=long.pk).update(head=head)
    assert flaws() == []
    told = [str(flaw) for flaw in verification.against_file(file)]
    assert told == [f"{number_of(long, 5)}：与存证不符：此项或者更早的事项被改写"]
    assert [str(flaw) for flaw in verification.against_anchors()] == ["存证：根校验值不符，事项记录在存证之后被改动"]


def test_a_cut_tail_that_the_case_hides_is_seen_by_the_anchor(long: Case, tmp_path: Path) -> None:
    file = tmp_path / "anchors.jsonl"
    anchors.create(file)
    execute(*deleted("seq > 3"))
    Case.objects.filter(pk=long.pk).update(events_count=3, head=event(long, "copy_sent").hash)
    assert flaws() == []
    told = [str(flaw) for flaw in verification.against_file(file)]
    assert told[0].startswith("存证") and "现在只有3项" in told[0]
    assert told[1] == f"{number_of(long, 5)}：链尾被截断：存证时有5项"


def test_a_vanished_case_is_named_by_the_anchor(long: Case, organ: Any, tmp_path: Path) -> None:
    other = opened(organ)
    file = tmp_path / "anchors.jsonl"
    anchors.create(file)
    vanish(other)
    assert flaws() == []
    assert f"{other.number}：案件消失" in [str(flaw) for flaw in verification.against_file(file)]
    with pytest.raises(CommandError, match="发现"):
        call_command("verify_log", anchor=file)


def test_anchors_go_on_with_the_log(long: Case, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "anchors.jsonl"
    first = anchors.create(file)
    add(long, fact("hearing_held", "11-20"))
    second = anchors.create(file)
    assert (first.events, second.events) == (5, 6)
    assert first.root != second.root
    assert list(verification.against_file(file)) == list(verification.against_anchors()) == []
    call_command("verify_log", anchor=file)
    assert "核对 1 件、6 项，记录完整。" in capsys.readouterr().out


def test_an_anchor_that_is_missing_in_the_database_is_named(long: Case, tmp_path: Path) -> None:
    file = tmp_path / "anchors.jsonl"
    anchors.create(file)
    with triggers.lifted(connection):
        Anchor.objects.all().delete()
    assert [flaw.what for flaw in verification.against_file(file)] == ["数据库中没有这一存证"]


@pytest.mark.parametrize("content", ["{", '{"case": 1}\n', "\xff"])
def test_a_file_that_is_no_anchor_is_refused(db: None, tmp_path: Path, content: str) -> None:
    file = tmp_path / "anchors.jsonl"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(CommandError, match="存证文件"):
        call_command("verify_log", anchor=file)
    with pytest.raises(CommandError, match="无法读取"):
        call_command("verify_log", anchor=tmp_path / "missing")


def test_the_canonical_form_is_the_same_before_and_after_storing(long: Case) -> None:
    previous = ""
    for row in long.events.order_by("seq"):
        previous = chain.digest(previous, chain.values(row))
        assert previous == row.hash


def test_the_root_of_no_one_and_many_leaves() -> None:
    import hashlib

    leaves = [hashlib.sha256(bytes([n])).digest() for n in range(7)]
    roots = [chain.merkle_root(leaves[:n]) for n in range(8)]
    assert len(set(roots)) == 8 and roots[1] == leaves[0].hex()
    pair = hashlib.sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    assert roots[3] == hashlib.sha256(b"\x01" + pair + leaves[2]).hexdigest()


def deleted(where: str) -> list[str]:
    return [
        f"DELETE FROM {FeedEntry._meta.db_table} WHERE event_id IN (SELECT id FROM cases_event WHERE {where})",
        f"DELETE FROM cases_event WHERE {where}",
    ]


def vanish(case: Case) -> None:
    tables = ["cases_deadline", "cases_caseversion", "cases_assignment"]
    execute(
        *[f"DELETE FROM {table} WHERE case_id = {case.pk}" for table in tables],
        *deleted(f"case_id = {case.pk}"),
        f"DELETE FROM cases_act_respondents WHERE act_id IN (SELECT id FROM cases_act WHERE case_id = {case.pk})",
        f"DELETE FROM cases_act WHERE case_id = {case.pk}",
        f"DELETE FROM cases_party WHERE case_id = {case.pk}",
        f"DELETE FROM cases_case WHERE id = {case.pk}",
    )
