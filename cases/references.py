"""Names in facts, resolved to rows: parties, agencies, codes, users. Each is looked up once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Agency, Case, Code, Organ, Party, User
from cases.rules.errors import Malformed
from cases.rules.facts import Fact

Parties = Sequence[tuple[int, str, str]]
"""What a fact may call a party by: its id, its name; and its role."""


class References:
    """One for a batch: what has been found is remembered."""

    def __init__(self, organ: Organ) -> None:
        self.organ = organ
        self._found: dict[tuple[str, Any], Any] = {}

    def resolve(self, fact: Fact, *, parties: Parties, event: int) -> Fact:
        """The fact with ids for names. Raises Malformed for what is not there."""
        names = [name for name in _FINDERS if name in fact.details] if fact.details else []
        if not names and "party" not in fact.details:
            return fact
        details = dict(fact.details)
        if "party" in details:
            details["party"], details["role"] = _party(details["party"], parties, event)
        for name in names:
            found = self._find(name, details[name], event)
            details[name] = found.pk
            if name == "respondent":
                details.setdefault("respondent_type", found.type)
        return Fact(fact.kind, fact.on, details)

    def _find(self, name: str, value: Any, event: int) -> Any:
        key = (name, value)
        if key not in self._found:
            self._found[key] = _FINDERS[name](self, value)
        if self._found[key] is None:
            raise Malformed("unknown_name", _("没有找到“%(name)s”，请从目录中选择") % {"name": value}, event=event)
        return self._found[key]

    def _agency(self, value: Any) -> Agency | None:
        where = Q(pk=value) if isinstance(value, int) else Q(code=value) | Q(name=value)
        return Agency.objects.filter(where).order_by("valid_to", "pk").first()

    def _code(self, listed: str, value: str) -> Code | None:
        return Code.objects.filter(Q(code=value) | Q(label=value), list=listed).order_by("pk").first()

    def _user(self, value: Any) -> User | None:
        where = Q(pk=value) if isinstance(value, int) else Q(username__iexact=value)
        return User.objects.filter(where, organ=self.organ).first()


_FINDERS: dict[str, Callable[[References, Any], Any]] = {
    "respondent": References._agency,
    "matter": lambda self, value: self._code("matter", value),
    "field": lambda self, value: self._code("field", value),
    "lead": References._user,
    "second": References._user,
}


def _party(value: Any, parties: Parties, event: int) -> tuple[int, str]:
    found = [(pk, role) for pk, name, role in parties if value in (pk, name)]
    if len(found) == 1:
        return found[0]
    message = _("有多名当事人叫“%(name)s”，请用编号指明") if found else _("本案没有当事人“%(name)s”")
    raise Malformed("unknown_party", message % {"name": value}, event=event)


def parties_of(case: Case) -> Parties:
    return list(Party.objects.filter(case=case).order_by("position").values_list("pk", "name", "role"))
