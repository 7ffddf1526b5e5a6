"""The building's rules, checked on the syntax trees: imports go down, one clock, nothing acts unseen."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

Node = TypeVar("Node", bound=ast.AST)

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 450

# The storeys from the ground up. What stands in none of them is a helper: it may be used from any storey, and whoever
# uses it uses all that it imports.
STOREYS = (
    {"cases.rules"},
    {"cases.models", "cases.querysets", "cases.triggers"},
    {"cases.projections"},
    {"cases.record"},
    {"cases.documents", "cases.exports", "cases.forms", "cases.imports", "cases.reports"},
    {"cases.admin", "cases.api", "cases.management", "cases.templatetags", "cases.web", "cases.apps", "cases.checks"},
    {"wangdu", "manage"},
)
STOREY = {name: number for number, names in enumerate(STOREYS) for name in names}
CLOCK = "cases.clock"

Trees = dict[str, ast.AST]


# ---------- what a file may not do: each yields the lines that break it ----------


def wrong_imports(trees: Trees) -> Iterator[str]:
    for module, tree in trees.items():
        own = storey(module)
        if own is None:
            continue
        for line, name in imports(module, tree):
            yield from (f"{module}:{line} reaches {way}" for way in ways_above(name, own, trees, seen=set()))


def ways_above(name: str, own: int, trees: Trees, *, seen: set[str]) -> Iterator[str]:
    """The ways from an imported name, through helpers, to what stands above."""
    target = storey(name)
    if target is not None:
        if target > own:
            yield name
        return
    parent = name.rpartition(".")[0]
    names = (name, f"{name}.__init__", parent, f"{parent}.__init__")
    helper = next((known for known in names if known in trees), None)
    if helper and helper not in seen:
        seen.add(helper)
        for _, further in imports(helper, trees[helper]):
            yield from (f"{helper} → {way}" for way in ways_above(further, own, trees, seen=seen))


def foreign_imports_in_rules(module: str, tree: ast.AST) -> Iterator[str]:
    if not within(module, "cases.rules"):
        return
    for line, name in imports(module, tree):
        if not within(name, "cases.rules") and name.partition(".")[0] not in sys.stdlib_module_names:
            yield f"{module}:{line} imports {name}: the rules use the standard library only"


def save_overrides(module: str, tree: ast.AST) -> Iterator[str]:
    if not within(module, "cases.models"):
        return
    for owner in nodes(tree, ast.ClassDef):
        for part in owner.body:
            if isinstance(part, ast.FunctionDef) and part.name in {"save", "asave"}:
                yield f"{module}:{part.lineno} {owner.name}.{part.name}"


def receivers(module: str, tree: ast.AST) -> Iterator[str]:
    """Sending one of Django's own signals is part of its interface; what acts unseen is the receiver."""
    found = list(imports(module, tree))
    yield from (f"{module}:{line} imports {name}" for line, name in found if within(name, "django.dispatch"))
    heard = {name.rpartition(".")[2] for _, name in found if "signals" in name.split(".")} - {"post_migrate"}
    for call in nodes(tree, ast.Call):
        words = ast.unparse(call.func).split(".")
        if words[-1] == "connect" and heard & set(words) and "post_migrate" not in words:
            yield f"{module}:{call.lineno} {'.'.join(words)}"


def own_clocks(module: str, tree: ast.AST) -> Iterator[str]:
    if module == CLOCK:
        return
    forbidden = {
        "date.today",
        "datetime.today",
        "datetime.now",
        "datetime.utcnow",
        "timezone.now",
        "timezone.localdate",
    }
    for call in nodes(tree, ast.Call):
        words = ast.unparse(call.func).split(".")
        if ".".join(words[-2:]) in forbidden and not (words[-1] == "localdate" and call.args):
            yield f"{module}:{call.lineno} {ast.unparse(call)}: ask {CLOCK}"


def too_long(module: str, source: str) -> Iterator[str]:
    lines = source.count("\n")
    if lines > LONGEST:
        yield f"{module} has {lines} lines: split it by subject"


# ---------- reading ----------


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def storey(name: str) -> int | None:
    first, _, rest = name.partition(".")
    return STOREY.get(first, STOREY.get(f"{first}.{rest.partition('.')[0]}"))


def nodes(tree: ast.AST, kind: type[Node]) -> Iterator[Node]:
    yield from (node for node in ast.walk(tree) if isinstance(node, kind))


def imports(module: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported name with its line, relative ones made absolute; those inside functions count too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            start = ".".join([*module.split(".")[: -node.level], *([node.module] if node.module else [])])
            source = start if node.level else str(node.module)
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def files() -> Iterator[tuple[str, str]]:
    """Module name and source. `x/__init__.py` is named `x.__init__`, so that `from .` means x in it as anywhere."""
    for path in [ROOT / "manage.py", *sorted((ROOT / "wangdu").rglob("*.py")), *sorted((ROOT / "cases").rglob("*.py"))]:
        if "migrations" not in path.parts:
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts), path.read_text(encoding="utf-8")


RULES = [foreign_imports_in_rules, save_overrides, receivers, own_clocks]


def test_imports_go_down() -> None:
    assert list(wrong_imports({module: ast.parse(source) for module, source in files()})) == []


@pytest.mark.parametrize("rule", RULES)
def test_project_keeps(rule: Callable[[str, ast.AST], Iterator[str]]) -> None:
    assert [line for module, source in files() for line in rule(module, ast.parse(source))] == []


def test_no_file_attracts_everything() -> None:
    assert [line for module, source in files() for line in too_long(module, source)] == []


# ---------- the walker itself can fail ----------


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cases.rules.law", "from cases.models import Case"),
        ("cases.rules.law", "from ..models.case import Case"),
        ("cases.models.case", "from cases import projections"),
        ("cases.models.case", "def text(self):\n    from cases.projections import write"),
        ("cases.models.__init__", "from ..record import record"),
        ("cases.querysets", "import cases.projections"),
        ("cases.projections", "from cases.record import record"),
        ("cases.record", "from cases.reports.annual import Annual"),
        ("cases.reports.annual", "from cases.api.filters import CaseFilter"),
        ("cases.exports.selection", "from cases.admin import site"),
        ("cases.api.urls", "from wangdu.settings import VAR_DIR"),
    ],
)
def test_import_from_above_is_found(module: str, source: str) -> None:
    assert list(wrong_imports({module: ast.parse(source)}))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cases.models.case", "from .party import Party\nfrom cases.rules import terms"),
        ("cases.projections", "from cases.models import Case\nfrom cases.rules.timeline import fold"),
        ("cases.admin.site", "from cases.api.filters import CaseFilter\nfrom cases import record"),
        ("cases.exports.workbook", "from cases.reports.outputs.neutral import neutral"),
        ("wangdu.urls", "from cases.web import health"),
        ("cases.rules.law", "from datetime import date\nfrom .terms import Kind\nimport re"),
    ],
)
def test_import_downward_is_allowed(module: str, source: str) -> None:
    tree = ast.parse(source)
    assert list(wrong_imports({module: tree})) == list(foreign_imports_in_rules(module, tree)) == []


def test_import_from_above_through_helpers_is_found() -> None:
    sources = {
        "cases.models.case": "from cases.people import names",
        "cases.people": "from cases.history import load\nfrom cases import people",
        "cases.history.__init__": "from cases import record",
        "cases.reports.annual": "from cases.people import names",
    }
    found = list(wrong_imports({module: ast.parse(source) for module, source in sources.items()}))
    assert found == ["cases.models.case:1 reaches cases.people → cases.history.__init__ → cases.record"]


@pytest.mark.parametrize(
    "source", ["import django", "from django.utils import timezone", "import pydantic", "from ..clock import today"]
)
def test_anything_but_the_standard_library_in_the_rules_is_found(source: str) -> None:
    assert list(foreign_imports_in_rules("cases.rules.law", ast.parse(source)))
    assert list(foreign_imports_in_rules("cases.models.case", ast.parse(source))) == []


def test_save_override_is_found() -> None:
    tree = ast.parse("class Case(Model):\n    def save(self, *args):\n        super().save(*args)")
    assert list(save_overrides("cases.models.case", tree)) == ["cases.models.case:2 Case.save"]
    assert list(save_overrides("cases.forms.case", tree)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from django.db.models.signals import post_save\npost_save.connect(index)", True),
        ("from django.db.models import signals\nsignals.pre_save.connect(index)", True),
        ("from django.db.models import signals\nsignals.post_migrate.connect(install)", False),
        ("from django.db.models.signals import post_migrate\npost_migrate.connect(install)", False),
        ("from django.dispatch import receiver", True),
        ("from django.contrib.auth.signals import user_logged_in\nuser_logged_in.connect(greet)", True),
        ("from django.contrib.auth.signals import user_logged_in\nuser_logged_in.send(User)", False),
        ("import sqlite3\nsqlite3.connect(path)", False),
    ],
)
def test_receivers_of_other_signals_than_post_migrate_are_found(source: str, found: bool) -> None:
    assert bool(list(receivers("cases.apps", ast.parse(source)))) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("date.today()", True),
        ("datetime.date.today()", True),
        ("datetime.now(tz=UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("timezone.now()", True),
        ("timezone.localdate()", True),
        ("timezone.localdate(event.recorded_at)", False),
        ("clock.today()", False),
        ("date(2024, 1, 1)", False),
    ],
)
def test_second_clock_is_found(source: str, found: bool) -> None:
    assert bool(list(own_clocks("cases.record", ast.parse(source)))) is found
    assert list(own_clocks(CLOCK, ast.parse(source))) == []


def test_long_file_is_found() -> None:
    assert list(too_long("cases.record", "\n" * 450)) == []
    assert list(too_long("cases.record", "\n" * 451)) == ["cases.record has 451 lines: split it by subject"]


def test_every_python_file_is_read() -> None:
    names = {module for module, _ in files()}
    assert {"manage", "wangdu.settings", "cases.rules.law", "cases.models.case", "cases.models.__init__"} <= names
