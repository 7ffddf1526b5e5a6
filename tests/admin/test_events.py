from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases import record
from cases.models import Case, Event, User
from cases.rules.facts import Fact
from cases.rules.terms import Kind, Stage, State

ENTERED = [kind.value for kind in Kind if kind is not Kind.RECEIVED]


def post(client: Client, case: Case, kind: str, **data: Any) -> Any:
    case.refresh_from_db()
    data = {"version": case.version, "on": "2026-11-20", **data}
    return client.post(reverse("admin:event_entry", args=[case.pk, kind]), data)


def test_event_is_recorded_and_moves_the_case(at_desk: Client, case: Case, clerk: User) -> None:
    response = post(at_desk, case, "suspended", ground="8")
    assert response.status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.SUSPENDED
    event = case.events.get(kind="suspended")
    assert (event.recorded_by, event.occurred_on, event.ground) == (clerk, date(2026, 11, 20), "8")


def test_missing_detail_is_said_beside_the_field_and_nothing_is_written(at_desk: Client, case: Case) -> None:
    response = post(at_desk, case, "suspended", note="已说明")
    assert response.status_code == 422
    assert "请选择此项" in response.text
    assert "已说明" in response.text
    assert not case.events.filter(kind="suspended").exists()


@pytest.mark.parametrize(
    "on, sentence", [("2026-11-24", "日期不能晚于今天"), ("2026-02-30", "日期无效"), ("", "请填写日期")]
)
def test_bad_date_is_said_beside_the_field(at_desk: Client, case: Case, on: str, sentence: str) -> None:
    response = post(at_desk, case, "copy_sent", on=on)
    assert response.status_code == 422
    assert sentence in response.text


def test_impossible_event_is_refused_with_the_sentence_of_the_rules(at_desk: Client, case: Case) -> None:
    response = post(at_desk, case, "resumed")
    assert response.status_code == 422
    assert "本案没有中止，不能恢复审理" in response.text
    assert case.events.count() == 2


def test_ground_of_another_outcome_is_refused(at_desk: Client, case: Case) -> None:
    response = post(at_desk, case, "concluded", outcome="upheld", ground="revoked|1")
    assert response.status_code == 422
    assert "不属于所选的结案方式" in response.text


def test_ground_belongs_to_its_outcome(at_desk: Client, case: Case) -> None:
    assert post(at_desk, case, "concluded", outcome="revoked", ground="revoked|2").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome, case.ground) == (State.CONCLUDED, "revoked", "2")


def test_stale_version_is_told_and_what_was_typed_is_kept(at_desk: Client, case: Case, colleague: User) -> None:
    stale = case.version
    record.record(case, [Fact(Kind.COPY_SENT, date(2026, 11, 10))], by=colleague, version=stale)
    data = {"version": stale, "on": "2026-11-20", "days": "30", "note": "案情复杂，需补充调查"}
    response = at_desk.post(reverse("admin:event_entry", args=[case.pk, "extended"]), data)
    assert response.status_code == 409
    assert "案件已被他人更新，请刷新后重试" in response.text
    assert "案情复杂，需补充调查" in response.text
    assert not case.events.filter(kind="extended").exists()


def test_kept_form_can_be_sent_again_after_a_conflict(at_desk: Client, case: Case, colleague: User) -> None:
    stale = case.version
    record.record(case, [Fact(Kind.COPY_SENT, date(2026, 11, 10))], by=colleague, version=stale)
    data = {"version": stale, "on": "2026-11-20", "days": "30"}
    url = reverse("admin:event_entry", args=[case.pk, "extended"])
    form = at_desk.post(url, data).context["form"]
    assert at_desk.post(url, {**data, "version": form["version"].value()}).status_code == 302


def test_correction_keeps_the_old_entry_and_moves_the_due_date(at_desk: Client, case: Case) -> None:
    event = case.events.get(kind="filed")
    data = {"version": case.version, "on": "2026-11-06", "procedure": "ordinary", "reason_why": "受理通知书日期看错"}
    response = at_desk.post(reverse("admin:event_correct", args=[case.pk, event.pk]), data)
    assert response.status_code == 302
    before = case.decision_due_on
    case.refresh_from_db()
    assert case.filed_on == date(2026, 11, 6)
    assert case.decision_due_on != before
    page = at_desk.get(reverse("admin:case_page", args=[case.pk])).text
    assert "已更正" in page
    assert "受理通知书日期看错" in page


def test_correction_needs_a_reason(at_desk: Client, case: Case) -> None:
    event = case.events.get(kind="filed")
    data = {"version": case.version, "on": "2026-11-04", "procedure": "ordinary"}
    response = at_desk.post(reverse("admin:event_correct", args=[case.pk, event.pk]), data)
    assert response.status_code == 422
    assert Event.objects.filter(corrects=event).count() == 0


def test_event_corrected_by_somebody_else_meanwhile_is_a_conflict(at_desk: Client, case: Case, colleague: User) -> None:
    event, stale = case.events.get(kind="filed"), case.version
    record.correct(event, Fact(Kind.FILED, date(2026, 11, 4)), reason="录错", by=colleague, version=stale)
    data = {"version": stale, "on": "2026-11-03", "procedure": "ordinary", "reason_why": "看错"}
    response = at_desk.post(reverse("admin:event_correct", args=[case.pk, event.pk]), data)
    assert response.status_code == 409


def test_retraction_is_the_supervisors(at_desk: Client, in_charge: Client, case: Case) -> None:
    event = case.events.get(kind="filed")
    url = reverse("admin:event_retract", args=[case.pk, event.pk])
    data = {"version": case.version, "reason_why": "登记在别的案件上"}
    assert at_desk.post(url, data).status_code == 403
    assert in_charge.post(url, data).status_code == 302
    case.refresh_from_db()
    assert case.deemed_filed


def test_retraction_is_offered_for_all_but_the_receipt(in_charge: Client, case: Case, clerk: User) -> None:
    receipt, filed = case.events.get(kind="received"), case.events.get(kind="filed")
    record.correct(receipt, Fact(Kind.RECEIVED, receipt.occurred_on), reason="录错", by=clerk, version=case.version)
    page = in_charge.get(reverse("admin:case_page", args=[case.pk])).text
    assert re.findall(r"/retract/(\d+)/", page) == [str(filed.pk)]


def test_preview_folds_and_writes_nothing(at_desk: Client, case: Case) -> None:
    url = reverse("admin:event_preview", args=[case.pk, "extended"])
    response = at_desk.post(url, {"version": case.version, "on": "2026-11-20", "days": "30"})
    assert response.status_code == 200
    assert "作出复议决定" in response.text
    assert case.events.count() == 2


def test_preview_says_why_not(at_desk: Client, case: Case) -> None:
    response = at_desk.post(
        reverse("admin:event_preview", args=[case.pk, "resumed"]), {"version": 1, "on": "2026-11-20"}
    )
    assert "本案没有中止" in response.text


def test_assignment_is_not_the_clerks(at_desk: Client, case: Case) -> None:
    assert post(at_desk, case, "assigned").status_code == 403


def test_voided_case_keeps_its_number(in_charge: Client, case: Case) -> None:
    assert post(in_charge, case, "voided").status_code == 422
    assert post(in_charge, case, "voided", note="重复登记").status_code == 302
    case.refresh_from_db()
    assert case.voided_on == date(2026, 11, 20)
    assert "作废" in in_charge.get(reverse("admin:case_page", args=[case.pk])).text


def test_unknown_kind_is_not_found(at_desk: Client, case: Case) -> None:
    assert at_desk.get(f"/cases/{case.pk}/events/vanished/").status_code == 404
    assert at_desk.get(f"/cases/{case.pk}/events/received/").status_code == 404


@pytest.mark.parametrize("kind", ENTERED)
def test_every_kind_has_a_form(in_charge: Client, case: Case, kind: str) -> None:
    assert in_charge.get(reverse("admin:event_entry", args=[case.pk, kind])).status_code == 200


def test_somebody_new_joins_the_case(at_desk: Client, case: Case) -> None:
    data = {"new_name": "赵某（示例）", "new_role": "third_party", "new_type": "person"}
    assert post(at_desk, case, "party_joined", **data).status_code == 302
    assert case.parties.get(name="赵某（示例）").joined_on == date(2026, 11, 20)
    assert post(at_desk, case, "party_joined", new_role="agent", new_type="person").status_code == 422


@pytest.mark.parametrize("kind", ENTERED)
def test_form_of_every_kind_says_what_is_wrong_and_keeps_what_was_typed(
    in_charge: Client, case: Case, kind: str
) -> None:
    before = case.events.count()
    answer = post(in_charge, case, kind, on="2026-13-40", note="已经写好的说明")
    assert answer.status_code == 422
    assert "日期无效" in answer.text
    assert "已经写好的说明" in answer.text or "note" not in answer.context["form"].fields
    assert case.events.count() == before


# ---------- a decision in parts ----------


def test_decision_in_parts_is_one_conclusion_headed_by_its_strongest_correction(at_desk: Client, case: Case) -> None:
    parts = {"part_1": "罚款", "part_1_outcome": "partly_revoked", "part_2": "警告", "part_2_outcome": "upheld"}
    assert post(at_desk, case, "concluded", outcome="upheld", **parts).status_code == 302
    case.refresh_from_db()
    assert case.outcome == "partly_revoked"
    page = at_desk.get(f"/cases/{case.pk}/").text
    assert "罚款：部分撤销；警告：维持" in page


def test_half_of_a_part_is_refused_beside_the_other_half(at_desk: Client, case: Case) -> None:
    answer = post(at_desk, case, "concluded", outcome="upheld", part_1="罚款", part_2_outcome="upheld")
    assert answer.status_code == 422
    assert "请选择这一部分的决定" in answer.text
    assert "请写明这一部分的行政行为或者请求" in answer.text
    assert 'value="罚款"' in answer.text
    assert not case.events.filter(kind="concluded").exists()


def test_correction_of_a_decision_keeps_its_parts(at_desk: Client, case: Case) -> None:
    parts = {"part_1": "罚款", "part_1_outcome": "partly_revoked", "part_2": "警告", "part_2_outcome": "upheld"}
    post(at_desk, case, "concluded", outcome="partly_revoked", ground="partly_revoked|2", **parts)
    event = case.events.get(kind="concluded")
    page = at_desk.get(reverse("admin:event_correct", args=[case.pk, event.pk])).text
    assert 'value="罚款"' in page
    assert 'value="警告"' in page
