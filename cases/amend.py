"""Changing what is not an event: a telephone number, an address, the date of the contested act.

Each change leaves a row in the change log (personal data masked) and claims the case like any other writer. What the
act says bears on the application period, so that the case is projected anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from cases import calendars, clock, masks, people, projections
from cases.history import load
from cases.identity import read_credit_code, read_identity
from cases.models import Act, Case, ChangeLog, Party, User
from cases.record import INSTANT, claim
from cases.rules.errors import Malformed

CHANGEABLE: Mapping[type[models.Model], frozenset[str]] = {
    Case: frozenset({"external_ref", "request", "reasons"}),
    Party: frozenset({"name", "type", "sex", "birth_on", "id_number", "credit_code", "phone", "address"}),
    Act: frozenset(
        {
            "title",
            "document_number",
            "made_on",
            "known_on",
            "served_on",
            "remedy_stated",
            "remedy_known_on",
            "real_estate",
            "requested_on",
            "duty_due_on",
            "obstacles",
            "limit_days",
            "amount",
        }
    ),
}
MASKS = {"id_number": masks.mask_number, "phone": masks.mask_phone, "address": masks.mask_address}


def amend(
    row: Case | Party | Act, changes: Mapping[str, Any], *, by: User | None, version: int, reason: str = ""
) -> Case:
    """Writes new values into plain columns. Returns the case as it is now.

    Raises Conflict where somebody was faster, Malformed for a value or a column that cannot be.
    """
    unknown = set(changes) - CHANGEABLE[type(row)]
    if unknown:
        raise Malformed("not_changeable", _("这一项不能直接修改：%(name)s") % {"name": sorted(unknown)[0]})
    with transaction.atomic():
        case = claim(row if isinstance(row, Case) else row.case, version)
        moment = max(clock.now(), case.recorded_at + INSTANT)
        today, calendar = clock.day_of(moment), calendars.current()
        before = load([case.pk])[case.pk]
        known = projections.elapsed(before, since=case.next_change_on, today=today, calendar=calendar)
        current = case if isinstance(row, Case) else type(row)._default_manager.get(pk=row.pk, case=case)
        _change(current, _derived(row, changes), case=case, by=by, moment=moment, reason=reason)
        after = projections.project(load([case.pk])[case.pk], on=today, calendar=calendar)
        projections.write([projections.Change(case, [*known, (moment, after)])])
        Case.objects.filter(pk=case.pk).update(**people.refresh_text(case))
    return case


def _derived(row: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """With the numbers tidied, and what a 身份证号 says."""
    found = dict(changes)
    try:
        if isinstance(row, Party) and found.get("id_number"):
            identity = read_identity(found["id_number"], today=clock.today())
            found.update(id_number=identity.number, birth_on=identity.birth_on, sex=identity.sex)
        if found.get("credit_code"):
            found["credit_code"] = read_credit_code(found["credit_code"])
    except ValueError as error:
        raise Malformed("bad_number", str(error)) from None
    if "id_number" in found:
        found["id_index"] = people.index_of(found["id_number"])
    return found


def _change(
    row: models.Model, changes: Mapping[str, Any], *, case: Case, by: User | None, moment: datetime, reason: str
) -> None:
    changed = {name: (getattr(row, name), new) for name, new in changes.items() if getattr(row, name) != new}
    for name, (_old, new) in changed.items():
        setattr(row, name, new)
    _validate(row, changed)
    ChangeLog.objects.bulk_create(
        ChangeLog(
            case=case,
            table=row._meta.label_lower,
            object_id=str(row.pk),
            field=name,
            old=_told(name, old),
            new=_told(name, new),
            reason=reason,
            at=moment,
            by=by,
        )
        for name, (old, new) in changed.items()
        if name != "id_index"
    )
    if changed:
        row.save(update_fields=list(changed))


def _validate(row: models.Model, changed: Mapping[str, Any]) -> None:
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(changed))
        row.validate_constraints()
    except ValidationError as error:
        raise Malformed("bad_value", "；".join(error.messages)) from None


def _told(name: str, value: Any) -> str:
    text = "" if value is None else str(value)
    return MASKS[name](text) if name in MASKS and text else text
