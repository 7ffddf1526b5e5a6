"""When two people write at once: what the loser reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext as _

from cases.rules.errors import Malformed, RuleError

DUPLICATES = (
    ("case_number_unique", "cases_case.number", "duplicate_number", _("该案号已存在，请核对")),
    ("case_external_ref_unique", "cases_case.external_ref", "duplicate_ref", _("该外部编号已存在，请核对")),
)
SECOND_LOCK = ("event_seq_unique", "cases_event.seq")


class Conflict(RuleError):
    """Somebody else was faster. (HTTP 409.)"""

    def __init__(self) -> None:
        super().__init__("conflict", _("案件已被他人更新，请刷新后重试"))


@contextmanager
def explained() -> Iterator[None]:
    """The database's refusal of a duplicate as a sentence; any other is a mistake of ours and stays what it is."""
    try:
        yield
    except IntegrityError as error:
        text = str(error)
        if any(name in text for name in SECOND_LOCK):
            raise Conflict from error
        for constraint, column, code, message in DUPLICATES:
            if constraint in text or column in text:
                raise Malformed(code, message) from error
        raise
