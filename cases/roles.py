"""Who may do what. Four roles; a person may have several, but whoever looks after accounts sees no case."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
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


def install(apps: Any = installed, *, using: str = "default") -> None:
    """Makes the four groups and gives them their permissions. Asked twice, it changes nothing.

    An early migration asks when some tables are still to come: those that bring them ask again.
    """
    _create_permissions(apps, using)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = {row.codename: row for row in permission.objects.using(using).filter(content_type__app_label="cases")}
    for role, codenames in PERMISSIONS.items():
        made, _ = group.objects.using(using).get_or_create(name=role)
        made.permissions.set([known[codename] for codename in codenames if codename in known])


def _create_permissions(apps: Any, using: str) -> None:
    """Inside a migration they are not there yet: Django makes them after the last one."""
    config = apps.get_app_config("cases")
    module, config.models_module = getattr(config, "models_module", None), True
    try:
        create_permissions(config, verbosity=0, using=using, apps=apps)
    finally:
        config.models_module = module
