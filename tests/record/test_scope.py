"""Who sees which cases."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission

from cases import roles
from cases.models import Case, Organ, User

from .builders import add, day, fact, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(elsewhere: Any) -> Case:
    return opened(elsewhere)


def test_by_organ_and_by_role(
    case: Case, foreign: Case, clerk: User, lead: User, reader: User, administrator: User, outsider: User
) -> None:
    def seen(user: Any) -> list[Case]:
        return list(Case.objects.visible_to(user).order_by("pk"))

    assert seen(clerk) == seen(lead) == [case]
    assert seen(outsider) == [foreign]
    assert seen(administrator) == seen(reader) == seen(AnonymousUser()) == []
    assert seen(User.objects.create_superuser("root", password=None)) == [case, foreign]


def test_a_role_taken_away_or_an_account_closed_sees_nothing(case: Case, clerk: User) -> None:
    clerk.groups.clear()
    assert not Case.objects.visible_to(User.objects.get(pk=clerk.pk)).exists()
    clerk.groups.set(Group.objects.filter(name="clerk"))
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert not Case.objects.visible_to(User.objects.get(pk=clerk.pk)).exists()


def test_a_city_sees_its_counties_and_not_the_other_way(case: Case, foreign: Case, clerk: User, outsider: User) -> None:
    province = Organ.objects.create(code="130000", name="示例省人民政府")
    city = Organ.objects.create(code="130600", name="示例市人民政府", parent=province)
    Organ.objects.filter(pk=case.organ_id).update(parent=city)
    for organ, cases in ((city, {case}), (province, {case})):
        User.objects.filter(pk=outsider.pk).update(organ=organ)
        assert set(Case.objects.visible_to(User.objects.get(pk=outsider.pk))) == cases
    assert list(Case.objects.visible_to(clerk)) == [case]


def test_organs_in_a_circle_do_not_hang(case: Case, clerk: User) -> None:
    city = Organ.objects.create(code="130600", name="示例市人民政府", parent=case.organ)
    Organ.objects.filter(pk=case.organ_id).update(parent=city)
    assert list(Case.objects.visible_to(User.objects.get(pk=clerk.pk))) == [case]


def test_the_roles_have_what_the_design_gives_them() -> None:
    known = set(Permission.objects.filter(content_type__app_label="cases").values_list("codename", flat=True))
    held = {role: set(codenames) for role, codenames in roles.PERMISSIONS.items()}
    assert set(Group.objects.values_list("name", flat=True)) == set(held)
    assert set().union(*held.values()) <= known
    assert {"register_case", "handle_case"} <= held["clerk"] and "retract_event" not in held["clerk"]
    assert {"assign_case", "classify_case", "retract_event", "publish_report"} <= held["supervisor"]
    for outside in ("administrator", "auditor"):
        assert not {name for name in held[outside] if "case" in name or "party" in name or "event" in name}
    deleting = {(role, name) for role, names in held.items() for name in names if name.startswith("delete")}
    assert deleting == {("administrator", "delete_token")}


def test_installing_the_roles_again_changes_nothing() -> None:
    roles.install()
    roles.install()
    assert Group.objects.count() == 4


def test_a_right_given_to_a_group_in_the_database_opens_nothing(clerk: User) -> None:
    group = clerk.groups.get()
    group.permissions.add(Permission.objects.get(codename="run_report"))
    assert not User.objects.get(pk=clerk.pk).has_perm("cases.run_report")
    roles.install()
    assert not group.permissions.exists()


def test_two_roles_have_the_rights_of_both_and_an_account_switched_off_has_none(clerk: User) -> None:
    clerk.groups.add(Group.objects.get(name="auditor"))
    assert User.objects.get(pk=clerk.pk).has_perms(["cases.handle_case", "cases.view_changelog"])
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert not User.objects.get(pk=clerk.pk).get_all_permissions()


def test_selections_read_aloud(organ: Any, clerk: User, lead: User) -> None:
    mine = opened(organ, lead=clerk)
    shared = opened(organ, lead=lead, second=clerk)
    nobodys = opened(organ)
    done = add(
        opened(organ, fact("received", "09-10"), fact("filed", "09-15")), fact("concluded", "10-20", outcome="upheld")
    )
    cases = Case.objects.all()
    assert set(cases.open()) == {mine, shared, nobodys} and set(cases.closed()) == {done}
    assert set(cases.handled_by(clerk)) == {mine, shared} and set(cases.led_by(clerk)) == {mine}
    assert set(cases.unassigned()) == {nobodys}
    assert (
        set(cases.due_before(day("11-19")))
        == set(cases.due_within(day("11-18"), day("11-18")))
        == {mine, shared, nobodys}
    )
    assert set(cases.against(mine.respondent)) == set(cases)


@pytest.mark.parametrize(
    "order", [("due_key", "id"), ("-accepted_on", "-id"), ("-filed_on", "-id"), ("-closed_on", "-id")]
)
def test_each_list_of_an_organ_reads_an_index(case: Case, order: tuple[str, ...]) -> None:
    from django.db import connection

    plan = Case.objects.filter(organ=case.organ).order_by(*order)[:50].explain()
    if connection.vendor == "sqlite":
        assert "USING INDEX case_by_" in plan and "TEMP B-TREE" not in plan
