"""The register of lawsuits: written here alone, so that what was known of one at any moment can be told later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from cases import clock
from cases.models import Litigation, LitigationVersion
from cases.models.columns import FOREVER

COLUMNS = (
    "organ_id",
    "case_id",
    "number",
    "court",
    "instance",
    "after_reconsideration",
    "head_appeared",
    "received_on",
)
INSTANT = timedelta(microseconds=1)


@transaction.atomic
def save(lawsuit: Litigation) -> None:
    """A new lawsuit, or a changed one: the version known until now ends at this moment."""
    lawsuit.save()
    lawsuit.refresh_from_db(fields=["received_on", "recorded_at"])
    known = LitigationVersion.objects.select_for_update().filter(register=lawsuit, known_to=FOREVER).first()
    if known is None:
        version(lawsuit).save(force_insert=True)
    elif any(getattr(known, name) != getattr(lawsuit, name) for name in COLUMNS):
        known.known_to = max(clock.now(), known.known_from + INSTANT)
        known.save(update_fields=["known_to"])
        following = version(lawsuit)
        following.known_from = known.known_to
        following.save(force_insert=True)


@transaction.atomic
def add(lawsuits: Sequence[Litigation]) -> None:
    """Many new ones at once."""
    Litigation.objects.bulk_create(lawsuits)
    LitigationVersion.objects.bulk_create([version(lawsuit) for lawsuit in lawsuits])


def version(lawsuit: Litigation) -> LitigationVersion:
    """What is known of a lawsuit since it was registered."""
    values = {name: getattr(lawsuit, name) for name in COLUMNS}
    return LitigationVersion(register=lawsuit, known_from=lawsuit.recorded_at, **values)
