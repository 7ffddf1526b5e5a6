"""A text column that is stored encrypted."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from cases import crypto


class EncryptedField(models.TextField):
    """AES-256-GCM at rest, plain text in Python. It cannot be searched: look up by a blind index beside it.

    The name of the table and column is authenticated with the text, so that a value cannot be moved to another column.
    """

    @property
    def place(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def get_prep_value(self, value: Any) -> str | None:
        value = super().get_prep_value(value)
        return crypto.encrypt(value, place=self.place) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return crypto.decrypt(value, place=self.place) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} 已加密，不能按内容查询，请使用对应的索引列")
