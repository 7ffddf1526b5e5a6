"""The few shapes of columns and constraints that all tables share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.rules.terms import Term
from cases.validators import plain_line, plain_text

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
NEVER = date(9999, 12, 31)


def choices(terms: type[Term]) -> list[tuple[str, Any]]:
    return [(term.value, _(term.label)) for term in terms]


def term(terms: type[Term], name: Any, **options: Any) -> models.CharField:
    """A code of the law's vocabulary; the database checks it with `known`."""
    return models.CharField(name, max_length=32, choices=choices(terms), **options)


def optional_term(terms: type[Term], name: Any, **options: Any) -> models.CharField:
    return term(terms, name, blank=True, default="", **options)


def line(name: Any, length: int, **options: Any) -> models.CharField:
    return models.CharField(name, max_length=length, validators=[plain_line], **options)


def optional_line(name: Any, length: int, **options: Any) -> models.CharField:
    return line(name, length, blank=True, default="", **options)


def text(name: Any, **options: Any) -> models.TextField:
    return models.TextField(name, blank=True, default="", validators=[plain_text], **options)


def reference(to: str, name: Any, **options: Any) -> models.ForeignKey:
    """A foreign key that is protected, and indexed only where a list asks for it."""
    options = {"on_delete": models.PROTECT, "related_name": "+", "db_index": False, **options}
    return models.ForeignKey(to, verbose_name=name, **options)


def optional_reference(to: str, name: Any, **options: Any) -> models.ForeignKey:
    return reference(to, name, null=True, blank=True, **options)


def check(name: str, condition: Any, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=message)


def known(name: str, field: str, terms: Iterable[str], *, optional: bool = False) -> models.CheckConstraint:
    values = [str(value) for value in terms] + ([""] if optional else [])
    return check(name, Q(**{f"{field}__in": values}), _("须为列表中的一项"))


def lengths(constraint: str, /, **limits: int) -> models.CheckConstraint:
    """SQLite does not enforce `max_length`, so that the same text must not pass here and fail on PostgreSQL."""
    condition = Q()
    for field, limit in limits.items():
        condition &= Q(LessThanOrEqual(Length(field), limit))
    return check(constraint, condition, _("文字过长，请缩短后重新填写"))
