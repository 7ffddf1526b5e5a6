"""The number that another system has given a case: set once, then fixed, because that system finds the case by it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import clock
from cases.conflicts import Conflict
from cases.models import Case, ChangeLog, User
from cases.rules.errors import RuleViolation


def give(case: Case, ref: str, *, by: User, version: int) -> Case:
    """Raises RuleViolation if the case has another one or the organ has used it, Conflict if somebody was faster."""
    if case.external_ref == ref:
        return case
    if case.external_ref:
        raise RuleViolation("external_ref_fixed", _("外部编号已设置为“%(ref)s”，不能再改") % {"ref": case.external_ref})
    try:
        with transaction.atomic():
            _write(case, ref, by=by, version=version)
    except IntegrityError:
        raise RuleViolation("external_ref_used", _("外部编号“%(ref)s”已用于本机关的另一案件") % {"ref": ref}) from None
    case.refresh_from_db()
    return case


def _write(case: Case, ref: str, *, by: User, version: int) -> None:
    seen = Case.objects.filter(pk=case.pk, version=version, external_ref="")
    if not seen.update(external_ref=ref, version=version + 1):
        raise Conflict
    about = {"case": case, "table": "case", "object_id": str(case.pk), "field": "external_ref"}
    ChangeLog.objects.create(**about, old="", new=ref, at=clock.now(), by=by)
