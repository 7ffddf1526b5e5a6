"""Whom and what a register names: agencies, codes and handlers that are known, and those that it brings along."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password

from cases.loading import aliases
from cases.models import Agency, Code, Organ, User
from cases.rules.terms import AgencyType


class Directory:
    """Looks up by name. What is unknown is made, but saved only by `save`."""

    def __init__(self, organ: Organ) -> None:
        self.organ = organ
        self.new_agencies: dict[str, Agency] = {}
        self.new_handlers: dict[str, User] = {}
        self._agencies = _agencies()
        self._handlers = _handlers(organ)
        self._codes = {name: _codes(name) for name in ("matter", "field")}

    def agency(self, name: str, type_: str) -> Agency:
        found = self._agencies.get(name)
        if found is None:
            found = self._agencies[name] = self.new_agencies[name] = Agency(
                code=_made("imported", name), name=name, type=type_ or AgencyType.OTHER.value, organ=self.organ
            )
        return found

    def code(self, list_: str, word: str) -> Code:
        """Raises ValueError with the words that may be written."""
        found = self._codes[list_].get(word)
        if found is None:
            known = "、".join(dict.fromkeys(code.label for code in self._codes[list_].values() if code.active))
            raise ValueError(f"没有“{word[:20]}”，可以填写：{known}")
        return found

    def handler(self, name: str) -> User:
        """By name or user name within the organ. Raises ValueError where two accounts have the name."""
        found = self._handlers.get(name, [])
        if len(found) > 1:
            raise ValueError(f"有{len(found)}个账号叫“{name}”，请改填用户名")
        if not found:
            username = _made("handler", f"{self.organ.code} {name}")
            made = User(username=username, name=name, organ=self.organ, is_active=False)
            made.password = make_password(None)
            self._handlers[name] = found = [made]
            self.new_handlers[name] = made
        return found[0]

    def save(self) -> None:
        """A handler's account is inactive and without password: an administrator opens it when needed."""
        for made in (*self.new_agencies.values(), *self.new_handlers.values()):
            made.save()


def _agencies() -> dict[str, Agency]:
    """By name, short name and code; of two with one name, the one that still exists."""
    found: dict[str, Agency] = {}
    for agency in Agency.objects.order_by("valid_to", "code"):
        for word in (agency.name, agency.short_name, agency.code):
            if word and (word not in found or found[word].valid_to is not None):
                found[word] = agency
    return found


def _handlers(organ: Organ) -> dict[str, list[User]]:
    found: dict[str, list[User]] = defaultdict(list)
    for user in User.objects.filter(organ=organ).order_by("pk"):
        for word in {user.name, user.username} - {""}:
            found[word].append(user)
    return dict(found)


def _codes(list_: str) -> dict[str, Code]:
    codes = list(Code.objects.filter(list=list_))
    by_code = {code.code: code for code in codes}
    words = {alias: by_code[code] for alias, code in aliases(list_).items() if code in by_code}
    return {**words, **by_code, **{code.label: code for code in codes}}


def _made(prefix: str, name: str) -> str:
    return f"{prefix}-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def names(made: Iterable[Agency] | Iterable[User]) -> list[str]:
    return sorted(item.name for item in made)
