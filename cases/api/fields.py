"""Fields of input, strict about types: a number is not a text, "true" is not true.

An `Input` refuses what it does not know: a misspelt name must not be lost in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from threading import local
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cases.api.errors import bad_key
from cases.rules.facts import read_date
from cases.rules.terms import Term
from cases.validators import plain_line, plain_text


class Input(serializers.Serializer):
    @classmethod
    def checked(cls, data: Any) -> dict[str, Any]:
        """What was sent, as the fields read it. Raises ValidationError, which names the fields."""
        form = _forms.of(cls)
        if data is None:
            raise serializers.ValidationError({"non_field_errors": [form.error_messages["null"]]}, "null")
        return dict(form.run_validation(data))

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = [str(name) for name in data if name not in self.fields]
            if unknown:
                raise bad_key(unknown[0], known=list(self.fields))
        return super().to_internal_value(data)


class Line(serializers.CharField):
    """One line of text."""

    check = staticmethod(plain_line)

    def __init__(self, max_length: int = 200, **options: Any) -> None:
        super().__init__(max_length=max_length, validators=[self.check], **options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Text(Line):
    """Several lines of text."""

    check = staticmethod(plain_text)

    def __init__(self, max_length: int = 20_000, **options: Any) -> None:
        super().__init__(max_length, **options)


class Day(serializers.DateField):
    def to_internal_value(self, value: Any) -> Any:
        try:
            return read_date(value)
        except ValueError as error:
            raise serializers.ValidationError(str(error), "invalid") from None


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Whole(serializers.IntegerField):
    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Money(serializers.DecimalField):
    """As text, so that no cent is lost: "12000.50"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=16, decimal_places=2, min_value=Decimal(0), **options)

    def to_internal_value(self, data: Any) -> Decimal:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


def code(terms: type[Term], **options: Any) -> serializers.ChoiceField:
    return Choice(choices=[(member.value, member.label) for member in terms], **options)


class Choice(serializers.ChoiceField):
    default_error_messages = {"invalid_choice": _("没有“{input}”这一项，可以是：{known}")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", input=str(data)[:40], known="、".join(map(str, self.choices)))
        return data


class _Forms(local):
    """Copying the fields took longer than reading with them. Their sentences keep the language of their first use, and
    are not made for two threads.
    """

    def __init__(self) -> None:
        self.made: dict[tuple[type[Input], str | None], Input] = {}

    def of(self, form: type[Input]) -> Input:
        key = form, get_language()
        if key not in self.made:
            self.made[key] = form()
        return self.made[key]


_forms = _Forms()
