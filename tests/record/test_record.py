from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases import record
from cases.models import Case, Event, FeedEntry
from cases.rules.errors import Malformed, RuleViolation
from cases.rules.facts import Fact
from cases.rules.terms import Kind

from .builders import add, day, event, fact, opened

pytestmark = pytest.mark.django_db


def test_an_application_gets_a_number_a_state_and_its_deadlines(organ: Any, clerk: Any) -> None:
    case = opened(organ, by=clerk)
    assert case.number == "望政复〔2026〕1号"
    assert (case.state, case.deemed_filed, case.filed_on) == ("filed", True, day("11-09"))
    assert (case.due_kind, case.due_on, case.due_key) == ("copy", day("11-18"), day("11-18"))
    assert case.version == 1
    stored = Case.objects.get(pk=case.pk)
    assert (stored.head, stored.events_count) == (event(case, "received").hash, 1)
    assert {row.kind for row in case.deadlines.all()} >= {"screening", "copy", "decision", "application"}


def test_several_facts_of_one_call_share_a_moment_later_than_all_before(case: Case, clerk: Any) -> None:
    before = case.recorded_at
    after = add(case, fact("suspended", "11-10", ground="8"), fact("resumed", "11-12"), by=clerk)
    rows = list(after.events.filter(kind__in=["suspended", "resumed"]))
    assert len({row.recorded_at for row in rows}) == len({row.call for row in rows}) == 1
    assert rows[0].recorded_at > before
    assert [row.recorded_by for row in rows] == [clerk, clerk]


def test_moments_go_forward_though_the_clock_goes_back(case: Case, clock: Any) -> None:
    before = case.recorded_at
    clock.shift(timedelta(hours=-1))
    after = add(case, fact("copy_sent", "11-06"))
    assert after.recorded_at > before


def test_what_is_only_legal_together_is_refused_apart(case: Case) -> None:
    with pytest.raises(RuleViolation) as refused:
        add(case, fact("copy_sent", "11-06"), fact("resumed", "11-12"))
    assert (refused.value.code, refused.value.event) == ("not_suspended", 1)
    assert case.events.count() == 2
    assert Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (fact("copy_sent", "11-24"), "future_date"),
        (fact("copy_sent", "11-20", delivered_on=day("11-24")), "future_delivered_on"),
        (fact("filed", "11-06"), "already_filed"),
        (fact("extended", "11-20"), "missing_detail"),
        (fact("suspended", "11-20", ground="99"), "code_not_in_edition"),
        (fact("answered", "11-20", note="坏\x00字"), "bad_detail"),
        (fact("answered", "11-20", note="反向\u202e字"), "bad_character"),
        (fact("answered", "11-20", ref="长" * 101), "too_long"),
        (fact("answered", "11-20", party="没有这个人"), "unknown_party"),
        (fact("classified", "11-20", respondent="没有这个机关"), "unknown_name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(case: Case, wrong: Fact, code: str) -> None:
    with pytest.raises((RuleViolation, Malformed)) as refused:
        add(case, wrong)
    assert refused.value.code == code
    assert case.events.count() == 2


def test_an_announced_hearing_may_lie_ahead(case: Case) -> None:
    case = add(case, fact("hearing_notified", "11-20", hearing_on=day("12-10")))
    assert event(case, "hearing_notified").hearing_on == day("12-10")


def test_no_extension_in_summary_procedure(organ: Any) -> None:
    case = opened(organ, fact("received", "11-02"), fact("filed", "11-05", procedure="summary"))
    with pytest.raises(RuleViolation) as refused:
        add(case, fact("extended", "11-20", days=30))
    assert refused.value.code == "no_extension_in_summary"


def test_who_saw_an_old_version_is_told_before_any_rule_is_asked(case: Case) -> None:
    add(case, fact("concluded", "11-20", outcome="upheld"))
    with pytest.raises(record.Conflict, match="案件已被他人更新，请刷新后重试"):
        record.record(case, [fact("concluded", "11-21", outcome="revoked")], by=None, version=1)


def test_rare_characters_survive_unchanged(organ: Any, case: Case) -> None:
    name = "𠮷㛃·阿依古丽"
    case = add(case, fact("answered", "11-20", note=f"{name}\n第二行"))
    assert event(case, "answered").details["note"] == f"{name}\n第二行"


def test_events_name_parties_by_id_and_keep_their_role(case: Case) -> None:
    case = add(case, fact("copy_sent", "11-06", party="望都县公安局"))
    row = event(case, "copy_sent")
    assert row.party.name == "望都县公安局"
    assert row.details == {"role": "respondent"}


def test_a_third_party_joins_and_leaves(case: Case) -> None:
    from cases.application import PartyData
    from cases.rules.terms import Role

    joined = fact("party_joined", "11-10", party="王某（示例）")
    third = PartyData(role=Role.THIRD_PARTY, name="王某（示例）")
    case = record.record(case, [joined], by=None, version=case.version, parties=[third])
    party = case.parties.get(role="third_party")
    assert (party.joined_on, party.left_on) == (day("11-10"), None)
    case = add(case, fact("party_left", "11-20", party=party.pk))
    party.refresh_from_db()
    assert party.left_on == day("11-20")
    record.retract(event(case, "party_left"), reason="并未退出", by=None, version=case.version)
    party.refresh_from_db()
    assert party.left_on is None


def test_every_event_waits_for_its_place_in_the_feed(case: Case) -> None:
    assert FeedEntry.objects.filter(number=None).count() == Event.objects.count() == 2


def test_the_year_of_the_number_is_that_of_receipt(organ: Any) -> None:
    assert opened(organ, fact("received", "2025-12-31")).number == "望政复〔2025〕1号"


def test_a_given_number_is_kept_and_not_given_again(organ: Any) -> None:
    from .builders import application

    receipt = [Fact(Kind.RECEIVED, day("11-02"))]
    record.open_case(organ, application(organ), receipt, by=None, number="望政复〔2026〕7号", imported=True)
    assert opened(organ).number == "望政复〔2026〕8号"
    with pytest.raises(Malformed) as refused:
        record.open_case(organ, application(organ), receipt, by=None, number="望政复〔2026〕7号")
    assert refused.value.code == "duplicate_number"


def test_a_voided_case_keeps_its_number_and_has_nothing_due(case: Case) -> None:
    case = add(case, fact("voided", "11-20", note="重复登记"))
    assert (case.number, case.due_on, case.voided_on) == ("望政复〔2026〕1号", None, day("11-20"))
    assert not Case.objects.open().exists()
    case = record.retract(event(case, "voided"), reason="登记无误", by=None, version=case.version)
    assert case.voided_on is None and Case.objects.open().exists()


def test_rows_are_written_anew_where_what_is_stored_is_not_what_the_history_says(case: Case) -> None:
    wanted = set(case.deadlines.values_list("kind", "due_on"))
    case.deadlines.all().delete()
    Case.objects.filter(pk=case.pk).update(last_event_on=day("10-01"))
    add(case, fact("opinion_heard", "11-12"))
    assert wanted <= set(case.deadlines.values_list("kind", "due_on"))
