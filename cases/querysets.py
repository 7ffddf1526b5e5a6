"""Selections with names that read aloud. They read; they never decide and never write."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from cases.models.columns import FOREVER
from cases.rules.terms import OPEN_STATUSES
from cases.search import Holds

if TYPE_CHECKING:
    from cases.models import Agency, User


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The cases of the user's organ and of the organs below it.

        Who has no right to see cases (系统管理员, 审计员) sees none; the superuser sees all.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        if not user.has_perm("cases.view_case"):
            return self.none()
        return self.filter(organ=user.only_organ) if user.only_organ else self.filter(organ__in=user.organ_ids)

    def known(self, moment: datetime | None = None) -> Self:
        """Of rows that hold from one moment to another: those that held at that moment; None means now."""
        if moment is None:
            return self.filter(known_to=FOREVER)
        return self.filter(known_from__lte=moment, known_to__gt=moment)

    def counted(self) -> Self:
        """Without wrong registrations: they keep their number and count nowhere."""
        return self.filter(voided_on__isnull=True)

    def open(self) -> Self:
        """A case is closed if and only if it has a day on which it ended; of the open ones there is an index."""
        return self.counted().filter(closed_on__isnull=True)

    def owed(self) -> Self:
        """Cases in which somebody has to do something by a day; of these, too, there is an index."""
        return self.counted().filter(due_on__isnull=False)

    def closed(self) -> Self:
        return self.counted().filter(closed_on__isnull=False)

    def handled_by(self, user: User) -> Self:
        return self.filter(Q(handler=user) | Q(second=user))

    def on_desk_of(self, user: User) -> Self:
        """What the user has to see to: the own cases, and those of colleagues away for whom the user stands in."""
        if not user.stands_in_for:
            return self.handled_by(user)
        people = [user.pk, *user.stands_in_for]
        return self.filter(Q(handler__in=people) | Q(second__in=people))

    def led_by(self, user: User) -> Self:
        return self.filter(handler=user)

    def unassigned(self) -> Self:
        return self.open().filter(handler__isnull=True)

    def against(self, agency: Agency) -> Self:
        return self.filter(respondent=agency)

    def due_before(self, day: date) -> Self:
        return self.filter(due_key__lt=day)

    def due_within(self, first: date, last: date) -> Self:
        return self.filter(due_key__range=(first, last))

    def overdue(self, *, today: date) -> Self:
        return self.due_before(today)

    def provisional(self) -> Self:
        return self.filter(provisional=True)

    def to_refresh(self, *, today: date) -> Self:
        """Cases that time has changed since somebody last looked."""
        return self.filter(next_change_on__lte=today)

    def by_due(self) -> Self:
        return self.order_by("due_key", "id")

    def search(self, text: str, *, organ: int | None = None) -> Self:
        """By number, names, agency or document number: each word must occur somewhere.

        organ: where all these cases are of one organ, its id; the index then passes over the others.
        """
        found = self
        for word in text.casefold().split():
            if len(word) > 1:
                found = found.filter(Holds(word, organ))
            found = found.filter(search_text__contains=word)
        return found

    def with_names(self) -> Self:
        """What a list row shows, in one query."""
        return self.select_related("organ", "respondent", "matter", "field", "handler", "second")


class DeadlineQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(status__in=[status.value for status in OPEN_STATUSES])

    def due_before(self, day: date) -> Self:
        return self.filter(due_on__lt=day)

    def due_within(self, first: date, last: date) -> Self:
        return self.filter(due_on__range=(first, last))
