"""Who may do what. Four roles; a person may have several, but whoever looks after accounts sees no case.

Who has a role stands in the database, what a role may do stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps as installed
from django.db.models import Q
from django.utils.translation import gettext_noop

CLERK, SUPERVISOR, ADMINISTRATOR, AUDITOR = "clerk", "supervisor", "administrator", "auditor"
LABELS = {
    CLERK: gettext_noop("办案人员"),
    SUPERVISOR: gettext_noop("负责人"),
    ADMINISTRATOR: gettext_noop("系统管理员"),
    AUDITOR: gettext_noop("审计员"),
}

_CASE_DATA = (
    "view_case view_event view_party view_act view_deadline view_assignment view_attachment add_attachment "
    "view_link add_link view_litigation add_litigation change_litigation"
)
_DIRECTORY = "view_organ view_agency view_code view_calendarday view_calendarnotice"
_HANDLING = "register_case handle_case reveal_personal export_cases"
_LEADING = "assign_case classify_case retract_event void_case import_cases run_report publish_report"
_REPORTS = "view_publishedreport view_publishedfigure add_publishedfigure change_publishedfigure"
_ACCOUNTS = "view_user add_user change_user view_token delete_token"
_UPKEEP = (
    "change_organ add_agency change_agency add_code change_code add_calendarnotice change_calendarday "
    "view_calendarrevision"
)

PERMISSIONS = {
    CLERK: f"{_CASE_DATA} {_DIRECTORY} {_HANDLING}".split(),
    SUPERVISOR: f"{_CASE_DATA} {_DIRECTORY} {_HANDLING} {_LEADING} {_REPORTS}".split(),
    ADMINISTRATOR: f"{_ACCOUNTS} {_DIRECTORY} {_UPKEEP}".split(),
    AUDITOR: ["view_reveallog", "view_exportlog", "view_changelog", "view_anchor", "view_calendarrevision"],
}


def rights(held: Iterable[str]) -> set[str]:
    """The permissions that come with these roles."""
    return {f"cases.{codename}" for role in held for codename in PERMISSIONS.get(role, ())}


def holders(codename: str) -> Q:
    """Accounts in use that have this permission; with two roles that have it, one comes twice."""
    return Q(is_active=True, groups__name__in=[role for role, held in PERMISSIONS.items() if codename in held])


def install(apps: Any = installed, *, using: str = "default") -> None:
    """Makes the four groups. Asked twice, it changes nothing.

    Permissions that groups were given in a database are not looked at, and go.
    """
    for role in PERMISSIONS:
        made, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=role)
        made.permissions.clear()
