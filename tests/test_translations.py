"""The English catalogue is whole: every message has a translation with the same placeholders, compiled and current."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

from django.conf import settings

CATALOGUE = Path(settings.BASE_DIR) / "cases" / "locale" / "en" / "LC_MESSAGES"
ENTRY = re.compile(
    r'^msgid (?P<id>(?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? (?P<text>(?:".*"\n)+)', re.M
)
HELD = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def entries() -> list[tuple[str, str]]:
    text = (CATALOGUE / "django.po").read_text(encoding="utf-8") + "\n"
    found = [(unquoted(match["id"]), unquoted(match["text"])) for match in ENTRY.finditer(text)]
    return [entry for entry in found if entry[0]]


def unquoted(lines: str) -> str:
    return "".join(line[1:-1] for line in lines.splitlines()).replace("\\n", "\n").replace('\\"', '"')


def test_every_message_is_translated_with_its_placeholders() -> None:
    found = entries()
    assert len(found) > 1_000
    wrong = [one for one, other in found if not other or sorted(HELD.findall(one)) != sorted(HELD.findall(other))]
    assert wrong == []


def test_compiled_catalogue_is_that_of_the_text() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert [one for one, other in entries() if "%(n)" not in one and compiled.gettext(one) != other] == []
