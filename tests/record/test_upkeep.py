"""Checking, repairing, refreshing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases import record, upkeep
from cases.models import Assignment, Case, CaseVersion, Deadline, Organ

from .builders import TODAY, add, day, fact, opened

pytestmark = pytest.mark.django_db


def differences() -> list[str]:
    return [difference.what for _, found in upkeep.differences(Case.objects.all(), today=TODAY) for difference in found]


@pytest.fixture
def several(organ: Any, clerk: Any) -> list[Case]:
    first = opened(organ, fact("received", "09-10"), fact("filed", "09-15"), lead=clerk)
    first = add(first, fact("suspended", "09-25", ground="8"), fact("resumed", "10-09"))
    second = add(opened(organ), fact("not_filed", "11-05", disposition="refused"))
    return [first, second, add(opened(organ), fact("voided", "11-20"))]


def test_what_record_wrote_is_what_the_events_say(several: list[Case]) -> None:
    assert differences() == []


WRONG = [
    ("状态|立案日期|", lambda case: Case.objects.filter(pk=case.pk).update(filed_on="2026-09-16")),
    ("最近期限", lambda case: Case.objects.filter(pk=case.pk).update(due_on="2026-12-31", due_key="2026-12-31")),
    ("主办", lambda case: Case.objects.filter(pk=case.pk).update(handler=None)),
    ("期限", lambda case: Deadline.objects.filter(case=case, kind="decision").update(due_on="2026-12-31")),
    ("期限", lambda case: Deadline.objects.filter(case=case, kind="decision").delete()),
    ("承办", lambda case: Assignment.objects.filter(case=case).delete()),
    (
        "报表数据",
        lambda case: CaseVersion.objects.filter(case=case, filed_on="2026-09-15").update(filed_on="2026-09-16"),
    ),
    ("报表数据", lambda case: CaseVersion.objects.filter(case=case).delete()),
]


@pytest.mark.parametrize(("what", "damage"), WRONG)
def test_a_difference_is_found_and_repaired(several: list[Case], what: str, damage: Any) -> None:
    damage(several[0])
    found = differences()
    assert found and any(word and word in found[0] for word in what.split("|"))
    with pytest.raises(CommandError, match="不一致"):
        call_command("check_cases")
    version = Case.objects.get(pk=several[0].pk).version
    call_command("rebuild_cases")
    assert differences() == []
    assert Case.objects.get(pk=several[0].pk).version == version + 1


def test_rebuilding_what_is_right_changes_nothing(several: list[Case], capsys: Any) -> None:
    before = list(Case.objects.order_by("pk").values())
    call_command("rebuild_cases")
    assert "修复 0 件" in capsys.readouterr().out
    assert list(Case.objects.order_by("pk").values()) == before
    call_command("check_cases")
    assert "核对 3 件，全部一致。" in capsys.readouterr().out


def test_one_organ_may_be_checked_alone(several: list[Case], organ: Any, capsys: Any) -> None:
    other = Organ.objects.create(code="130632", name="安新县人民政府（示例）")
    Case.objects.update(last_event_on="2026-12-31")
    call_command("check_cases", organ=other.code)
    assert "核对 0 件，全部一致。" in capsys.readouterr().out
    with pytest.raises(CommandError, match="核对 3 件"):
        call_command("check_cases", organ=organ.code)
    with pytest.raises(CommandError, match="没有代码为“999999”的复议机关"):
        call_command("check_cases", organ="999999")


def test_not_yet_refreshed_is_not_wrong(organ: Any, clock: Any) -> None:
    opened(organ, fact("received", "11-20"))
    clock.move_to("2026-12-20T09:00:00+08:00")
    assert [found for _, batch in upkeep.differences(Case.objects.all(), today=day("12-20")) for found in batch] == []


def test_the_nightly_run_moves_cases_and_anchors(
    organ: Any, clock: Any, settings: Any, tmp_path: Any, capsys: Any
) -> None:
    settings.VAR_DIR = tmp_path
    case = opened(organ, fact("received", "11-20"))
    clock.move_to("2026-11-28T00:00:30+08:00")
    call_command("refresh_cases")
    told = capsys.readouterr().out
    assert "更新 1 件" in told and "案件 1 件，事项 1 项" in told
    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.version) == ("filed", 2)
    assert (tmp_path / "anchors" / "anchors.jsonl").exists()
    call_command("refresh_cases", no_anchor=True)
    assert "更新 0 件" in capsys.readouterr().out


def test_midnight_in_shanghai_is_what_counts(organ: Any, clock: Any, capsys: Any) -> None:
    opened(organ, fact("received", "11-20"))
    clock.move_to("2026-11-27T15:59:00+00:00")
    call_command("refresh_cases", no_anchor=True)
    clock.move_to("2026-11-27T16:00:00+00:00")
    call_command("refresh_cases", no_anchor=True)
    assert capsys.readouterr().out.splitlines() == ["2026-11-27：更新 0 件。", "2026-11-28：更新 1 件。"]


def test_who_saw_the_case_before_the_run_is_told(organ: Any, clock: Any) -> None:
    case = opened(organ, fact("received", "11-20"))
    clock.move_to("2026-11-28T09:00:00+08:00")
    list(upkeep.refresh(today=day("11-28")))
    with pytest.raises(record.Conflict):
        add(case, fact("filed", "11-27"))


def test_batches_of_any_size_do_the_same(several: list[Case], clock: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("cases.batches.SIZE", 1)
    monkeypatch.setattr(upkeep.pk_ranges, "__kwdefaults__", {"size": 1})
    clock.move_to("2027-03-01T09:00:00+08:00")
    outcomes = [outcome.seen for outcome in upkeep.refresh(today=day("2027-03-01"))]
    assert outcomes == list(range(1, len(outcomes) + 1))
    assert [
        what for _, found in upkeep.differences(Case.objects.all(), today=day("2027-03-01")) for what in found
    ] == []


@pytest.mark.parametrize(("column", "what"), [({"events_count": 9}, "事项数"), ({"head": "0" * 64}, "链尾")])
def test_the_seal_of_a_log_is_never_rewritten(several: list[Case], column: dict[str, Any], what: str) -> None:
    """It is the evidence of a tail that was cut off."""
    Case.objects.filter(pk=several[0].pk).update(**column)
    with pytest.raises(CommandError, match="verify_log"):
        call_command("rebuild_cases")
    assert differences() == [what]


def test_an_impossible_log_is_reported_and_the_others_go_on(several: list[Case]) -> None:
    from django.db import connection

    from cases import triggers

    with triggers.lifted(connection):
        several[0].events.filter(kind="suspended").update(occurred_on=day("10-20"))
    assert differences() == ["事项"]
    with pytest.raises(CommandError, match="没有修复"):
        call_command("rebuild_cases")
