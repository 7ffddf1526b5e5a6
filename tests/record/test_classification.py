"""What reports group by comes from the application and from later events, and goes back with them."""

from __future__ import annotations

from typing import Any

import pytest

from cases import record
from cases.models import Agency, Assignment, Case, CaseVersion, Code
from cases.rules.errors import Malformed

from .builders import add, day, event, fact, opened, police

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes(db: None) -> list[Code]:
    return [Code.objects.create(list="matter", code=code, label=code) for code in ("penalty", "omission")]


def test_the_application_classifies(organ: Any, clerk: Any, codes: list[Code]) -> None:
    case = opened(organ, matter=codes[0], lead=clerk)
    assert (case.respondent, case.respondent_type) == (police(organ), "county_department")
    assert (case.matter, case.handler, case.edition) == (codes[0], clerk, "2026")


def test_a_later_event_reclassifies_and_taking_it_back_restores(organ: Any, codes: list[Code]) -> None:
    township = Agency.objects.create(code="t", name="示例乡人民政府", type="township", organ=organ)
    case = opened(organ, matter=codes[0])
    case = add(case, fact("classified", "11-20", respondent="示例乡人民政府", matter="omission", note="申请人变更请求"))
    assert (case.respondent, case.respondent_type, case.matter) == (township, "township", codes[1])
    assert CaseVersion.objects.filter(case=case, respondent=township).count() == 1
    case = record.retract(event(case, "classified"), reason="误", by=None, version=case.version)
    assert (case.respondent, case.respondent_type, case.matter) == (police(organ), "county_department", codes[0])


def test_another_edition_moves_the_deadlines(organ: Any) -> None:
    case = opened(organ, fact("received", "2023-12-29"), fact("filed", "2024-01-05"))
    assert case.edition == "2017"
    before = case.decision_due_on
    case = add(case, fact("classified", "2024-01-05", edition="2023", note="负责人决定"))
    assert (case.edition, case.deadlines.first().edition) == ("2023", "2023")
    assert case.decision_due_on != before


def test_the_edition_of_the_application_wins_over_the_day_of_receipt(organ: Any) -> None:
    from cases.rules.terms import Edition

    assert opened(organ, fact("received", "2023-12-29"), edition=Edition.LAW_2023).edition == "2023"


def test_handlers_and_their_time(organ: Any, clerk: Any, lead: Any) -> None:
    case = opened(organ, lead=clerk, second=lead)
    case = add(case, fact("assigned", "11-20", lead="lead"))
    assert (case.handler, case.second) == (lead, None)
    rows = Assignment.objects.filter(case=case).order_by("role", "since").values_list("role", "user", "since", "until")
    assert list(rows) == [
        ("lead", clerk.pk, day("11-02"), day("11-20")),
        ("lead", lead.pk, day("11-20"), None),
        ("second", lead.pk, day("11-02"), day("11-20")),
    ]
    case = record.retract(event(case, "assigned"), reason="误", by=None, version=case.version)
    assert (case.handler, case.second, Assignment.objects.count()) == (clerk, lead, 2)


def test_nobody_from_another_organ_handles_a_case(case: Case, outsider: Any) -> None:
    with pytest.raises(Malformed, match="没有找到"):
        add(case, fact("assigned", "11-20", lead="outsider"))
    with pytest.raises(Malformed, match="没有找到"):
        add(case, fact("assigned", "11-20", lead=outsider.pk))
