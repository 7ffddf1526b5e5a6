"""Finding words of two characters and more: every pair of neighbouring characters of `search_text` is indexed.

Trigram indexes find nothing of two characters, and most Chinese words have two. The pairs stand in a table beside the
cases, kept by trigger: PostgreSQL holds them in an array with a GIN index, SQLite in a full-text table. An update that
leaves the text as it was does not touch it. What the pairs find is compared with the text itself, so that neither a
pair across two lines nor a stale row is ever shown. Among the pairs stands a mark of the organ: a name that half the
country bears costs one organ no more than its own cases that bear it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Value

CASES, TABLE, PLACES = "cases_case", "cases_search", "cases_place"
MARK = "organ "
"""Longer than a pair, so that no text can pretend to be it."""
LONGEST = 20_000
"""Text beyond so many characters is not indexed on SQLite."""


class Holds(Func):
    """Whether the pairs of a case hold all pairs of a word, and the mark of the organ where only one is asked for."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, word: str, organ: int | None = None) -> None:
        super().__init__(F("pk"), Value(word), Value(organ))
        self.wanted = pairs(word) + ([f"{MARK}{organ}"] if organ else [])

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, list[Any]]:
        case, params = compiler.compile(self.source_expressions[0])
        found = f"{case} IN (SELECT case_id FROM {TABLE} WHERE grams @> %s::text[])"
        return found, [*params, self.wanted]

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, tuple[Any, ...]]:
        case, params = compiler.compile(self.source_expressions[0])
        found = f"{case} IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)"
        return found, (*params, " AND ".join(f'"{_hex(text)}"' for text in self.wanted))


def pairs(text: str) -> list[str]:
    return list(dict.fromkeys(text[place : place + 2] for place in range(len(text) - 1)))


def _hex(text: str) -> str:
    """A full-text table would cut at 〔 and 号's neighbours; hexadecimal digits it leaves whole."""
    return text.encode().hex()


# ---------- the tables and their triggers ----------


def after_migrate(using: str, **_: Any) -> None:
    install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes what is missing and fills it from the cases. SQLite drops triggers where it rebuilds a table."""
    if CASES not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statements = [*_POSTGRESQL, *_postgresql_triggers().values(), _POSTGRESQL_FILL]
        else:
            statements = [*_SQLITE, *_sqlite_triggers().values(), _SQLITE_FILL]
        for statement in statements:
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers without which new cases would not be found."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    wanted = _sqlite_triggers()
    if connection.vendor == "postgresql":
        query, wanted = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal", _postgresql_triggers()
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in present]


_POSTGRESQL = (
    f"CREATE TABLE IF NOT EXISTS {TABLE} (case_id bigint PRIMARY KEY, grams text[] NOT NULL)",
    f"CREATE INDEX IF NOT EXISTS {TABLE}_grams ON {TABLE} USING gin (grams) WITH (fastupdate = off)",
    f"ALTER INDEX {TABLE}_grams SET (fastupdate = off)",  # a search would read all that waits to be sorted in
    """
    CREATE OR REPLACE FUNCTION cases_grams(value text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT substr(value, place, 2)), '{}')
        FROM generate_series(1, length(value) - 1) AS place
    $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_words(value text, organ bigint) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$SELECT cases_grams(value) || ('{MARK}' || organ)$$
    """,
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_keep() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
        INSERT INTO {TABLE} VALUES (NEW.id, {TABLE}_words(NEW.search_text, NEW.organ_id))
        ON CONFLICT (case_id) DO UPDATE SET grams = EXCLUDED.grams;
        RETURN NULL;
    END$$
    """,
)
_POSTGRESQL_FILL = f"""
    INSERT INTO {TABLE} SELECT id, {TABLE}_words(search_text, organ_id) FROM {CASES} c
    WHERE NOT EXISTS (SELECT 1 FROM {TABLE} s WHERE s.case_id = c.id)
"""


def _postgresql_triggers() -> dict[str, str]:
    keep = f"FOR EACH ROW {{when}} EXECUTE FUNCTION {TABLE}_keep()"
    changed = keep.format(when="WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text)")
    return {
        f"{TABLE}_insert": f"CREATE OR REPLACE TRIGGER {TABLE}_insert AFTER INSERT ON {CASES} {keep.format(when='')}",
        f"{TABLE}_update": f"CREATE OR REPLACE TRIGGER {TABLE}_update AFTER UPDATE OF search_text ON {CASES} {changed}",
    }


_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(grams, content='', detail=none, tokenize='ascii')",
    f"CREATE TABLE IF NOT EXISTS {PLACES} (place INTEGER PRIMARY KEY)",
    f"""
    INSERT OR IGNORE INTO {PLACES}
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LONGEST}) SELECT i FROM n
    WHERE NOT EXISTS (SELECT 1 FROM {PLACES} WHERE place = {LONGEST})
    """,
)


def _grams(row: str) -> str:
    text, pair = f"{row}.search_text", "lower(hex(substr({text}, place, 2)))"
    mark = f"lower(hex('{MARK}' || {row}.organ_id))"
    listed = f"SELECT group_concat({pair.format(text=text)}, ' ') FROM {PLACES} WHERE place < length({text})"
    return f"(SELECT {mark} || coalesce(' ' || ({listed}), ''))"


_SQLITE_FILL = f"""
    INSERT INTO {TABLE}(rowid, grams) SELECT c.id, {_grams("c")} FROM {CASES} c
    WHERE c.id NOT IN (SELECT rowid FROM {TABLE})
"""


def _sqlite_triggers() -> dict[str, str]:
    add = f"INSERT INTO {TABLE}(rowid, grams) VALUES (NEW.id, {_grams('NEW')});"
    drop = f"INSERT INTO {TABLE}({TABLE}, rowid, grams) VALUES ('delete', OLD.id, {_grams('OLD')});"
    changed = f"AFTER UPDATE OF search_text ON {CASES} WHEN OLD.search_text IS NOT NEW.search_text"
    return {
        f"{TABLE}_{verb}": f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{verb} {when} BEGIN {does} END"
        for verb, when, does in (
            ("insert", f"AFTER INSERT ON {CASES}", add),
            ("update", changed, f"{drop} {add}"),
            ("delete", f"AFTER DELETE ON {CASES}", drop),
        )
    }
