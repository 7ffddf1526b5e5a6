"""Cases that belong together: tried as one, related, or applied for again. A link leaves a line with both cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases import clock
from cases.models import Case, ChangeLog, Link, User
from cases.querysets import CaseQuerySet
from cases.record import claim
from cases.rules.errors import Malformed


@dataclass(frozen=True, slots=True)
class Linked:
    """The other case as the one at hand calls it."""

    label: str
    case: Case
    note: str
    joined: bool


def link(case: Case, other: Case, *, kind: str, by: User | None, version: int, note: str = "") -> Link:
    """Links two cases of one organ. `reopened`: this case is the application made again, the other the earlier one.

    Raises Conflict where somebody was faster, Malformed where the two cannot be linked.
    """
    if other.organ_id != case.organ_id:
        raise Malformed("no_such_case", _("没有找到该案件，请核对案号"))
    with transaction.atomic():
        current = claim(case, version)
        if current.voided_on or other.voided_on:
            raise Malformed("voided", _("已作废的案件不能关联"))
        row = _stored(Link(kind=kind, note=note, created_by=by), current, other)
        ChangeLog.objects.bulk_create(_lines(row, by=by))
    return row


def _stored(row: Link, case: Case, other: Case) -> Link:
    """What holds both ways is kept one way round, so that it cannot be there twice."""
    ordered = row.kind == Link.Kind.REOPENED
    row.from_case, row.to_case = (case, other) if ordered else sorted((case, other), key=lambda one: one.pk)
    try:
        row.clean_fields()
        row.validate_constraints()
        with transaction.atomic():
            row.save(force_insert=True)
    except ValidationError as error:
        raise Malformed("bad_link", "；".join(error.messages)) from None
    except IntegrityError:
        raise Malformed("bad_link", _("该关联已登记")) from None
    return row


def _lines(row: Link, *, by: User | None) -> Iterator[ChangeLog]:
    for case, other in ((row.from_case, row.to_case), (row.to_case, row.from_case)):
        yield ChangeLog(
            case=case,
            table=row._meta.label_lower,
            object_id=str(row.pk),
            field="kind",
            new=f"{label(row, case)} {other.number}",
            reason=row.note,
            at=clock.now(),
            by=by,
        )


def linked(case: Case, *, visible: CaseQuerySet) -> list[Linked]:
    """As far as they are visible, those tried together first."""
    rows = Link.objects.filter(Q(from_case=case, to_case__in=visible) | Q(to_case=case, from_case__in=visible))
    found = [_seen(row, case) for row in rows.select_related("from_case", "to_case").order_by("pk")]
    return sorted(found, key=lambda one: not one.joined)


def _seen(row: Link, case: Case) -> Linked:
    other = row.to_case if row.from_case_id == case.pk else row.from_case
    return Linked(label(row, case), other, row.note, row.kind == Link.Kind.JOINED)


def label(row: Link, case: Case) -> str:
    """An application made again looks back to the earlier one, which looks ahead to it."""
    if row.kind == Link.Kind.REOPENED:
        return _("原申请") if row.from_case_id == case.pk else _("后续申请")
    return str(row.get_kind_display())
