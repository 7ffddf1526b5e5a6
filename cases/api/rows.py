"""Rows of lists: serializers for the contract, `values()` for the speed.

Each field names its column (`source`), so that one query without objects brings the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from cases.api.errors import bad_value
from cases.rules.terms import Term


class Row(serializers.Serializer):
    @classmethod
    def names(cls) -> list[str]:
        return list(cls._declared_fields)

    @classmethod
    def column(cls, name: str) -> str:
        return (cls._declared_fields[name].source or name).replace(".", "__")

    @classmethod
    def chosen(cls, wanted: str | None) -> list[str]:
        """The columns of `fields=`, in the order asked for."""
        if wanted is None:
            return cls.names()
        names = list(dict.fromkeys(wanted.split(",")))
        unknown = [name for name in names if name not in cls._declared_fields]
        if unknown:
            known = "、".join(cls.names())
            raise bad_value("fields", f"没有“{unknown[0][:40]}”这一列，可以有：{known}", code="unknown_field")
        return names

    @classmethod
    def of(cls, rows: Iterable[dict[str, Any]], names: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """From rows of `values()`; an empty code or date is null, an empty text stays empty."""
        shown = [(name, cls.column(name), cls._is_code(name)) for name in names or cls.names()]
        return [{name: (row[column] or None) if code else row[column] for name, column, code in shown} for row in rows]

    @classmethod
    def read(cls, queryset: QuerySet[Any], names: Sequence[str] | None = None) -> list[dict[str, Any]]:
        return cls.of(queryset.values(*cls.columns(names)), names)

    @classmethod
    def columns(cls, names: Sequence[str] | None = None) -> list[str]:
        return [cls.column(name) for name in names or cls.names()]

    @classmethod
    def _is_code(cls, name: str) -> bool:
        field = cls._declared_fields[name]
        return isinstance(field, serializers.ChoiceField) and bool(field.allow_null)


def term(terms: type[Term], **options: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=[(member.value, member.label) for member in terms], **options)


def optional_term(terms: type[Term], **options: Any) -> serializers.ChoiceField:
    return term(terms, allow_null=True, **options)


def day(**options: Any) -> serializers.DateField:
    return serializers.DateField(**options)


def optional_day(**options: Any) -> serializers.DateField:
    return serializers.DateField(allow_null=True, **options)


def number(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(**options)


def optional_number(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(allow_null=True, **options)


def text(**options: Any) -> serializers.CharField:
    return serializers.CharField(**options)


def optional_text(**options: Any) -> serializers.CharField:
    return serializers.CharField(allow_null=True, **options)


def flag(**options: Any) -> serializers.BooleanField:
    return serializers.BooleanField(**options)
