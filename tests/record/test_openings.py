"""Opening many is opening each; what an application must be."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from cases import record
from cases.application import ActData, PartyData
from cases.models import Act, Assignment, Case, CaseVersion, Deadline, Event, FeedEntry, NumberSeries, Party
from cases.record import BadOpenings, Opening
from cases.rules.errors import Malformed, RuleError
from cases.rules.terms import Role

from .builders import application, day, fact, opened, person

pytestmark = pytest.mark.django_db
HISTORY = [
    fact("received", "09-10"),
    fact("filed", "09-15"),
    fact("copy_sent", "09-16", party=2),
    fact("suspended", "09-25", ground="8"),
    fact("resumed", "10-09"),
    fact("concluded", "10-20", outcome="revoked", compensation="1,200.50元"),
    fact("served", "10-22", party=1),
    fact("served", "10-22", party="望都县公安局"),
]


def rows(case: Case) -> dict[str, list[dict[str, Any]]]:
    """All rows of a case without what must differ."""
    gone = {
        "id",
        "case",
        "number",
        "hash",
        "head",
        "recorded_at",
        "created_at",
        "known_from",
        "party",
        "act",
        "search_text",
    }
    tables = (Event, Deadline, Party, Act, Assignment, CaseVersion)
    found = {model.__name__: list(model.objects.filter(case=case).order_by("pk")) for model in tables}
    found["Case"] = [Case.objects.get(pk=case.pk)]
    return {
        name: [{key: value for key, value in model_to_dict(row).items() if key not in gone} for row in listed]
        for name, listed in found.items()
    }


def test_many_at_once_are_what_each_would_be(organ: Any, clerk: Any) -> None:
    single = record.open_case(organ, application(organ, lead=clerk), HISTORY, by=clerk, imported=True)
    openings = [Opening(application(organ, lead=clerk), HISTORY) for _ in range(5)]
    many = record.open_cases(organ, openings, by=clerk, imported=True)
    assert [case.number for case in many] == [f"望政复〔2026〕{n}号" for n in range(2, 7)]
    expected = rows(single)
    assert all(rows(case) == expected for case in many)
    assert Case.objects.get(pk=many[-1].pk).head == Event.objects.filter(case=many[-1]).latest("seq").hash
    assert FeedEntry.objects.count() == Event.objects.count() == 6 * len(HISTORY)


@pytest.mark.parametrize("counts", [(1, 2), (4, 40)], ids=["few", "many"])
def test_the_number_of_queries_does_not_grow_with_the_number_of_cases(
    organ: Any, clerk: Any, counts: tuple[int, int]
) -> None:
    """Few go to PostgreSQL as one message, many as one of each table."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if counts[1] > 4 and connection.vendor == "sqlite":
        pytest.skip("SQLite's limit of parameters cuts the inserts of many cases into pieces")
    record.open_case(organ, application(organ), HISTORY[:7], by=clerk)
    made = []
    for count in counts:
        openings = [Opening(application(organ), HISTORY[:7]) for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            record.open_cases(organ, openings, by=clerk)
        made.append(len(queries))
    assert made[0] == made[1] <= 25


def test_recording_makes_few_queries(case: Case, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(22):
        record.record(case, [fact("copy_sent", "11-06")], by=None, version=case.version)


def test_parties_in_the_facts_become_rows(organ: Any) -> None:
    case = opened(organ, *HISTORY)
    served = Event.objects.filter(case=case, kind="served").order_by("seq")
    assert [row.party.role for row in served] == ["applicant", "respondent"]
    assert {row.party.role for row in Deadline.objects.filter(case=case, kind="court_action")} == {
        "applicant",
        "respondent",
    }
    assert (case.served_on, case.compensation) == (day("10-22"), Decimal("1200.50"))


def test_all_bad_ones_are_named_and_nothing_is_written(organ: Any) -> None:
    openings = [
        Opening(application(organ), [fact("received", "11-02")]),
        Opening(application(organ), [fact("received", "11-02"), fact("resumed", "11-03")]),
        Opening(application(organ, parties=[]), [fact("received", "11-02")]),
    ]
    with pytest.raises(BadOpenings) as refused:
        record.open_cases(organ, openings, by=None)
    assert [(place, error.code) for place, error in refused.value.errors] == [(1, "not_suspended"), (2, "no_applicant")]
    assert (Case.objects.count(), NumberSeries.objects.count()) == (0, 0)


WRONG = [
    ({"parties": [person("")]}, "no_name"),
    ({"parties": [person("张\x00某")]}, "bad_character"),
    ({"parties": [person("张\u202e某")]}, "bad_character"),
    ({"parties": [person("长" * 101)]}, "too_long"),
    ({"parties": [person(id_number="110105194912310021")]}, "bad_number"),
    ({"parties": [person(credit_code="91110000600037341X")]}, "bad_number"),
    ({"parties": [person(birth_on=day("11-24"))]}, "future_date"),
    ({"parties": [person(), PartyData(role=Role.AGENT, name="代某", represents=3)]}, "bad_representation"),
    ({"act": ActData(made_on=day("11-24"))}, "future_date"),
    ({"applicants_count": 0}, "bad_count"),
]


@pytest.mark.parametrize(("changes", "code"), WRONG)
def test_an_application_that_cannot_be(organ: Any, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleError) as refused:
        opened(organ, **changes)
    assert refused.value.code == code
    assert not Case.objects.exists()


def test_a_first_fact_other_than_receipt_is_refused(organ: Any) -> None:
    for facts in ([fact("filed", "11-05")], [fact("received", "1999-09-30")]):
        with pytest.raises(RuleError):
            opened(organ, *facts)
    with pytest.raises(Malformed):
        record.open_case(organ, application(organ), [], by=None)


def test_an_identity_number_tells_birth_and_sex_and_is_found_but_not_seen(organ: Any) -> None:
    from django.db import connection

    from cases import people

    case = opened(organ, parties=[person(id_number="１１０１０５１９４９１２３１００２ｘ", phone="13800000000")])
    party = Party.objects.get(id_index=people.index_of("11010519491231002X"))
    assert (party.case, party.id_number, party.sex) == (case, "11010519491231002X", "female")
    assert party.birth_on == day("1949-12-31")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone FROM cases_party WHERE role = 'applicant'")
        assert all(value.startswith("v1|0001|") for value in cursor.fetchone())


def test_how_a_list_names_the_applicants(organ: Any) -> None:
    two, three = [person("张某"), person("李某")], [person("张某"), person("李某"), person("王某")]
    assert opened(organ, parties=two).applicants == "张某、李某"
    assert opened(organ, parties=three).applicants == "张某等3人"
    many = opened(organ, parties=two, applicants_count=12)
    assert (many.applicants, many.applicants_count) == ("张某等12人", 12)


def test_agents_know_whom_they_represent(organ: Any) -> None:
    case = opened(organ, parties=[person(), PartyData(role=Role.AGENT, name="代某（示例）", represents=1)])
    assert case.parties.get(role="agent").represents == case.parties.get(role="applicant")


def test_a_case_is_found_by_words_of_two_characters(organ: Any) -> None:
    opened(organ, parties=[person("𠮷野家（示例）")])
    for text in ("𠮷野", "公安", "望公罚决字〔2026〕7号", "复〔2026〕1号", "公安 𠮷野"):
        assert Case.objects.search(text).count() == 1, text
    assert Case.objects.search("税务").count() == 0


def test_registration_costs_no_time_travel(organ: Any) -> None:
    case = opened(organ, *HISTORY, by=None)
    assert case.created_at == case.recorded_at
    assert Event.objects.filter(case=case, recorded_at=case.recorded_at).count() == len(HISTORY)
    assert CaseVersion.objects.get(case=case).known_from - case.recorded_at == timedelta(0)


def test_a_case_is_written_before_all_that_refers_to_it(organ: Any, clerk: Any) -> None:
    """Else SQLite searches each table that may refer to a case, some of them without an index, at every new case."""
    with CaptureQueriesContext(connection) as queries:
        opened(organ, fact("received", "11-02"), lead=clerk)
    tables = re.findall(r'INSERT INTO "(\w+)"', "\n".join(query["sql"] for query in queries))
    referring = {relation.related_model._meta.db_table for relation in Case._meta.related_objects}
    assert {"cases_party", "cases_event", "cases_caseversion"} < referring & set(tables)
    assert tables.index("cases_case") < min(tables.index(table) for table in referring & set(tables))
